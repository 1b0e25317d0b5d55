package io.tributary.config.read;

import static java.util.stream.Collectors.toSet;

import io.tributary.config.Expression;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the values of a part that are computed from other parts. Mistakes are reported. */
final class WithReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Optional<PathTemplate> path;
  private final Set<String> parts;
  private final Set<String> inputs;

  /**
   * What was read.
   *
   * @param names of the values, also of those with a mistake
   * @param values those that are expressions
   * @param needs the parts that they read, in the order of their first use
   */
  record With(Set<String> names, List<PartConfig.Derived> values, List<String> needs) {
    private static final With NONE = new With(Set.of(), List.of(), List.of());
  }

  /**
   * @param path of the part; empty if it has a mistake
   * @param parts the names of the aggregate's parts
   * @param inputs the names of its inputs
   */
  WithReader(Optional<PathTemplate> path, Set<String> parts, Set<String> inputs) {
    this.path = path;
    this.parts = parts;
    this.inputs = inputs;
  }

  /**
   * Reads the values.
   *
   * @param section of {@code with}
   * @param item the value of {@code forEach}
   */
  With read(Optional<ConfigValue> section, Optional<ConfigValue.Member> item) {
    List<ConfigValue.Member> members = new ArrayList<>();
    section.flatMap(ConfigValue::members).ifPresent(members::addAll);
    item.ifPresent(members::add);
    return item.map(ConfigValue.Member::value)
        .or(() -> section)
        .map(value -> read(value, members))
        .orElse(With.NONE);
  }

  private With read(ConfigValue section, List<ConfigValue.Member> members) {
    List<PartConfig.Derived> values = new ArrayList<>();
    Set<String> read = new LinkedHashSet<>();
    boolean known = true;
    for (ConfigValue.Member member : members) {
      checkName(member);
      Optional<Expression> expression = new ExpressionReader(parts, read).read(member.value());
      expression.ifPresent(found -> values.add(new PartConfig.Derived(member.key(), found)));
      known &= expression.isPresent();
    }
    if (known && !members.isEmpty() && read.isEmpty()) {
      section.problem(
          "must read at least one other part, as in .name; a constant belongs in the path");
    }
    Set<String> names = members.stream().map(ConfigValue.Member::key).collect(toSet());
    return new With(names, values, List.copyOf(read));
  }

  private void checkName(ConfigValue.Member member) {
    String name = member.key();
    if (!VARIABLE.matcher(name).matches()) {
      member
          .value()
          .problem(
              "the name of a variable may hold letters, digits and _, and must not start with a digit");
    } else if (path.isPresent() && !path.get().variables().contains(name)) {
      member.value().problem("the path has no variable {" + name + "}");
    } else if (inputs.contains(name)) {
      member
          .value()
          .problem("{" + name + "} is already an input of the aggregate; give one another name");
    }
  }
}
