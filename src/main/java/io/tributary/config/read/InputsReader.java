package io.tributary.config.read;

import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Length;
import io.tributary.config.input.Segment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the inputs of an aggregate, and checks the names that they have in a request. */
final class InputsReader {
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,64}$)[A-Za-z0-9_]++(?:\\.[A-Za-z0-9_]++)*+");
  private static final Pattern PARAMETER = Pattern.compile("[ -~]{1,100}");

  private final Set<String> parameters = new HashSet<>();
  private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private InputsReader() {}

  /**
   * The declared inputs, and the route's parameters, which need no declaration. By name, in the
   * order of the route and of the file.
   *
   * @param route the names of the route's parameters
   */
  static Map<String, InputConfig> read(Optional<ConfigValue> inputs, Set<String> route) {
    Map<String, InputConfig> read = new LinkedHashMap<>();
    route.forEach(name -> read.put(name, parameterOfRoute(name)));
    InputsReader names = new InputsReader();
    for (ConfigValue.Member member : inputs.flatMap(ConfigValue::members).orElseGet(List::of)) {
      member
          .value()
          .section()
          .map(section -> InputReader.read(member.key(), section, route))
          .ifPresent(
              input -> {
                names.check(input, member.value());
                read.put(input.name(), input);
              });
    }
    return read;
  }

  private static InputConfig parameterOfRoute(String name) {
    return new InputConfig(
        name,
        InputConfig.Source.PATH,
        name,
        OptionalInt.empty(),
        true,
        List.of(),
        List.of(new Segment(), new Length(0, Length.DEFAULT_MOST)));
  }

  private void check(InputConfig input, ConfigValue value) {
    if (!NAME.matcher(input.name()).matches()) {
      value.problem(
          "the name of an input must be 1 to 64 letters, digits, _ and single dots;"
              + " name can give it another one in the request");
    }
    switch (input.source()) {
      case PATH -> {}
      case QUERY -> checkParameter(input.key(), value);
      case HEADER -> HeaderRules.checkName(input.key(), value, headers);
    }
  }

  private void checkParameter(String key, ConfigValue value) {
    if (!PARAMETER.matcher(key).matches()) {
      value.problem("the name of a query parameter must be 1 to 100 printable ASCII characters");
    } else if (!parameters.add(key)) {
      value.problem("another input already reads the query parameter " + key);
    }
  }
}
