package io.tributary.config.read;

import static java.util.stream.Collectors.toSet;

import io.tributary.config.AggregateMethod;
import io.tributary.config.ConditionConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what is computed for a part from other parts and from the request: the values of its path,
 * and whether it is called. Mistakes are reported.
 */
final class WithReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Optional<PathTemplate> path;
  private final Set<String> parts;
  private final Set<String> inputs;
  private final AggregateMethod method;

  /**
   * What was read.
   *
   * @param names of the values, also of those with a mistake
   * @param values those that are expressions
   * @param when the condition, if there is one without a mistake
   * @param needs the parts that all of them read, in the order of their first use
   */
  record With(
      Set<String> names,
      List<PartConfig.Derived> values,
      Optional<ConditionConfig> when,
      List<String> needs) {}

  /**
   * @param path of the part; empty if it has a mistake
   * @param parts the names of the aggregate's parts
   * @param inputs the names of its inputs
   * @param method whether clients send it a body
   */
  WithReader(
      Optional<PathTemplate> path, Set<String> parts, Set<String> inputs, AggregateMethod method) {
    this.path = path;
    this.parts = parts;
    this.inputs = inputs;
    this.method = method;
  }

  /**
   * Reads the values.
   *
   * @param section of {@code with}
   * @param item the value of {@code forEach}
   * @param when the condition
   */
  With read(
      Optional<ConfigValue> section,
      Optional<ConfigValue.Member> item,
      Optional<ConfigValue> when) {
    List<ConfigValue.Member> members = new ArrayList<>();
    section.flatMap(ConfigValue::members).ifPresent(members::addAll);
    item.ifPresent(members::add);
    Optional<ConfigValue> place = item.map(ConfigValue.Member::value).or(() -> section);
    ExpressionReader expressions = new ExpressionReader(parts, inputs, method);
    List<PartConfig.Derived> values = new ArrayList<>();
    for (ConfigValue.Member member : members) {
      checkName(member);
      expressions
          .read(member.value())
          .ifPresent(found -> values.add(new PartConfig.Derived(member.key(), found)));
    }
    if (!members.isEmpty() && values.size() == members.size() && !expressions.readsSomething()) {
      place.ifPresent(
          value ->
              value.problem(
                  "must read at least one other part, as in .name; a constant belongs in the"
                      + " path"));
    }
    Set<String> needs = new LinkedHashSet<>(expressions.needs());
    Optional<ConditionConfig> condition = when.flatMap(value -> condition(value, needs));
    return new With(
        members.stream().map(ConfigValue.Member::key).collect(toSet()),
        values,
        condition,
        List.copyOf(needs));
  }

  private Optional<ConditionConfig> condition(ConfigValue value, Set<String> needs) {
    ExpressionReader reader = new ExpressionReader(parts, inputs, method);
    Optional<ConditionConfig> condition = reader.condition(value);
    if (condition.isPresent() && !reader.readsSomething()) {
      value.problem("must read another part, as in .name, or an input, as in $inputs.name");
    }
    needs.addAll(reader.needs());
    return condition;
  }

  private void checkName(ConfigValue.Member member) {
    String name = member.key();
    if (!VARIABLE.matcher(name).matches()) {
      member
          .value()
          .problem(
              "the name of a variable may hold letters, digits and _, and must not start with a"
                  + " digit");
    } else if (path.isPresent() && !path.get().variables().contains(name)) {
      member.value().problem("the path has no variable {" + name + "}");
    } else if (inputs.contains(name)) {
      member
          .value()
          .problem("{" + name + "} is already an input of the aggregate; give one another name");
    }
  }
}
