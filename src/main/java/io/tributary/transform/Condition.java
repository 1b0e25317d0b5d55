package io.tributary.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.Expression;
import io.tributary.json.Pointer;
import io.tributary.json.Slice;
import io.tributary.transform.jslt.Jslt;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides whether a part is called. What counts as true is JSLT's rule: all but {@code false},
 * {@code null}, zero, and a string, array or object without content. Immutable.
 */
final class Condition {
  private final Expression expression;
  private final Optional<Expression.Places> place;
  private final Optional<InputPlaces> several;
  private final CompiledExpressions compiled;

  /**
   * Creates the condition.
   *
   * @param compiled this expression among others, if it is JSLT
   */
  Condition(Expression expression, CompiledExpressions compiled) {
    this.expression = expression;
    this.compiled = compiled;
    this.place =
        switch (expression) {
          case Expression.Jslt(String text) -> PlainJslt.of(text).filter(Condition::isOne);
          case Expression.Places named -> Optional.of(named).filter(Condition::isOne);
        };
    this.several =
        expression instanceof Expression.Places && place.isEmpty()
            ? InputPlaces.of(expression)
            : Optional.empty();
  }

  private static boolean isOne(Expression.Places places) {
    return places.levels().size() == 1;
  }

  /**
   * Whether it holds, as the bytes tell. Empty if JSLT has to decide.
   *
   * @throws IllegalArgumentException if it cannot be computed
   */
  Optional<Boolean> read(Map<String, Slice> documents) {
    return place.isPresent()
        ? Optional.of(isThere(place.get(), documents))
        : several.flatMap(places -> places.read(documents)).map(values -> !values.isEmpty());
  }

  private static boolean isThere(Expression.Places place, Map<String, Slice> documents) {
    Slice document = Objects.requireNonNull(documents.get(place.part()), place.part());
    Optional<Slice> value = Pointer.of(place.levels().getFirst().steps()).find(document);
    if (value.isEmpty() && place.strict()) {
      throw new IllegalArgumentException("nothing is at the place of a condition");
    }
    return value.isPresent() && isTrue(value.get());
  }

  /** Whether it holds, as JSLT computes it. */
  boolean evaluate(ObjectNode documents) {
    return expression instanceof Expression.Jslt(String text)
        && Jslt.isTrue(compiled.of(text).apply(documents));
  }

  private static boolean isTrue(Slice value) {
    return switch (value.bytes()[value.from()]) {
      case 'n', 'f' -> false;
      case '"' -> value.length() > 2;
      case '[' -> !value.isEmptyArray();
      case '{' -> !value.isEmptyObject();
      case 't' -> true;
      default -> Double.parseDouble(value.text()) != 0;
    };
  }
}
