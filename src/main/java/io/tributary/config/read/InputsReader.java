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

  /** As many as a query may have parameters. */
  private static final int MOST = 100;

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
    List<ConfigValue.Member> members = inputs.flatMap(ConfigValue::members).orElseGet(List::of);
    if (members.size() > MOST) {
      inputs.orElseThrow().problem("there must not be more than " + MOST + " inputs");
    }
    InputsReader names = new InputsReader();
    for (ConfigValue.Member member : members.subList(0, Math.min(MOST, members.size()))) {
      Optional<InputConfig> input =
          member.value().section().map(section -> InputReader.read(member.key(), section, route));
      input.ifPresent(found -> names.check(found, member.value()));
      read.put(member.key(), input.orElseGet(() -> unreadable(member.key())));
    }
    return read;
  }

  /** Stands in for an input with a reported mistake, so that templates may name it. */
  private static InputConfig unreadable(String name) {
    return new InputConfig(
        name, InputConfig.Source.QUERY, name, OptionalInt.empty(), true, List.of(), List.of());
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
