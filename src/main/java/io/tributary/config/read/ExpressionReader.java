package io.tributary.config.read;

import io.tributary.config.AggregateMethod;
import io.tributary.config.ConditionConfig;
import io.tributary.config.Expression;
import io.tributary.config.JsonPointer;
import io.tributary.config.Secret;
import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an expression over other parts and the inputs of the request: JSLT, {@code pointer} or
 * {@code each}. Mistakes are reported.
 */
final class ExpressionReader {
  private static final String POINTER = "pointer";
  private static final String EACH = "each";
  private static final Set<String> PLACES = Set.of(POINTER, EACH);
  private static final String ELEMENTS = "*";
  private static final String INPUTS = "inputs";
  private static final String BODY = "body";

  private final Set<String> parts;
  private final Set<String> inputs;
  private final AggregateMethod method;
  private final Set<String> read = new LinkedHashSet<>();
  private boolean readsRequest;

  /**
   * @param parts the names of the aggregate's parts
   * @param inputs the names of its inputs
   * @param method whether clients send it a body
   */
  ExpressionReader(Set<String> parts, Set<String> inputs, AggregateMethod method) {
    this.parts = parts;
    this.inputs = inputs;
    this.method = method;
  }

  /** The parts that the expressions read so far name, in the order of their first use. */
  Set<String> needs() {
    return read;
  }

  /** Whether one of the expressions read so far depends on the request at all. */
  boolean readsSomething() {
    return readsRequest || !read.isEmpty();
  }

  /** The expression, if it has no mistake. */
  Optional<Expression> read(ConfigValue value) {
    return value.isMapping()
        ? value.section().flatMap(section -> places(section, value))
        : value.text().flatMap(text -> jslt(text, value));
  }

  /** The expression as a condition, if it has no mistake. */
  Optional<ConditionConfig> condition(ConfigValue value) {
    return read(value).map(expression -> new ConditionConfig(expression, shown(value, expression)));
  }

  /** The text of an expression, or that of its pointer, on one line. */
  private static String shown(ConfigValue value, Expression expression) {
    ConfigValue text =
        value.isMapping()
            ? value.members().orElseGet(List::of).stream()
                .filter(member -> PLACES.contains(member.key()))
                .map(ConfigValue.Member::value)
                .findFirst()
                .orElse(value)
            : value;
    return text.shown(Secret.HIDDEN).orElse("").strip().replaceAll("\\s+", " ")
        + (expression.isStrict() ? " (strict)" : "");
  }

  private Optional<Expression> jslt(String text, ConfigValue value) {
    ExpressionChecks expressions = value.reading().expressions();
    Optional<String> mistake = expressions.mistakeInExpression(text);
    if (mistake.isPresent()) {
      return value.refuse(MessageText.mistake(mistake.get()));
    }
    boolean known = true;
    for (String name : expressions.membersRead(text)) {
      known &= isPart(name, value);
    }
    Map<String, Set<String>> variables = expressions.variablesRead(text);
    readsRequest |= !variables.isEmpty();
    for (String name : variables.getOrDefault(INPUTS, Set.of())) {
      known &= isInput(name, value);
    }
    if (variables.containsKey(BODY) && method != AggregateMethod.POST) {
      return value.refuse(
          "$body is what a client sends, and this aggregate takes nothing; it needs method: POST");
    }
    return known ? Optional.of(new Expression.Jslt(text)) : Optional.empty();
  }

  private Optional<Expression> places(ObjectReader section, ConfigValue value) {
    Optional<ConfigValue> pointer = section.optional(POINTER);
    Optional<ConfigValue> each = section.optional(EACH);
    boolean strict = section.optional("strict").flatMap(ConfigValue::truth).orElse(false);
    section.finish();
    if (pointer.isPresent() == each.isPresent()) {
      return value.refuse("must have either pointer or each");
    }
    return pointer.isPresent()
        ? steps(pointer.get()).flatMap(steps -> places(pointer.get(), steps, false, strict))
        : steps(each.get()).flatMap(steps -> places(each.get(), steps, true, strict));
  }

  private static Optional<List<String>> steps(ConfigValue value) {
    return PointerReader.read(value).map(JsonPointer::steps);
  }

  /** The first step is the name of a part. */
  private Optional<Expression> places(
      ConfigValue value, List<String> steps, boolean each, boolean strict) {
    String part = steps.getFirst();
    if (!isPart(part, value)) {
      return Optional.empty();
    }
    List<JsonPointer> levels = new ArrayList<>();
    int from = 1;
    for (int i = 1; each && i < steps.size(); i++) {
      if (steps.get(i).equals(ELEMENTS)) {
        levels.add(new JsonPointer(steps.subList(from, i)));
        from = i + 1;
      }
    }
    levels.add(new JsonPointer(steps.subList(from, steps.size())));
    return each && levels.size() == 1
        ? value.refuse("must have a * for the elements of an array, as in /orders/*/productId")
        : Optional.of(new Expression.Places(part, levels, strict));
  }

  private boolean isInput(String name, ConfigValue value) {
    if (inputs.contains(name)) {
      return true;
    }
    value.problem(
        "the aggregate has no input "
            + MessageText.quoted(name)
            + (inputs.isEmpty() ? "" : Suggestion.hintOrList(name, inputs, "inputs")));
    return false;
  }

  private boolean isPart(String name, ConfigValue value) {
    if (parts.contains(name)) {
      read.add(name);
      return true;
    }
    value.problem(
        "there is no part "
            + MessageText.quoted(name)
            + Suggestion.hintOrList(name, parts, "parts"));
    return false;
  }
}
