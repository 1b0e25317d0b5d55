package io.tributary.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.Expression;
import io.tributary.json.Pointer;
import io.tributary.json.Slice;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the body of a part's request. What an expression only names keeps its bytes; the body is
 * null if it is not there. Immutable.
 */
final class ComputedBody {
  private final Expression expression;
  private final Optional<Expression.Places> place;
  private final CompiledExpressions compiled;
  private final int most;

  /**
   * Creates the body.
   *
   * @param compiled this expression among others, if it is JSLT
   * @param most the bytes that JSLT may make
   */
  ComputedBody(Expression expression, CompiledExpressions compiled, int most) {
    this.expression = expression;
    this.compiled = compiled;
    this.most = most;
    Optional<Expression.Places> named =
        switch (expression) {
          case Expression.Jslt(String text) -> PlainJslt.of(text);
          case Expression.Places places -> Optional.of(places);
        };
    this.place = named.filter(places -> places.levels().size() == 1);
  }

  /**
   * The body, copied from the bytes. Empty if JSLT has to make it.
   *
   * @throws IllegalArgumentException if it cannot be made
   */
  Optional<Buffer> read(Map<String, Slice> documents) {
    return place.map(named -> at(named, documents));
  }

  private static Buffer at(Expression.Places place, Map<String, Slice> documents) {
    Slice document = Objects.requireNonNull(documents.get(place.part()), place.part());
    Optional<Slice> found = Pointer.of(place.levels().getFirst().steps()).find(document);
    if (found.isEmpty() && place.strict()) {
      throw new IllegalArgumentException("nothing is at the place of a body");
    }
    Slice value = found.orElseGet(Slice::ofNull);
    return Buffer.buffer(Arrays.copyOfRange(value.bytes(), value.from(), value.to()));
  }

  /** The body, as JSLT makes it. */
  Buffer evaluate(ObjectNode documents) {
    if (!(expression instanceof Expression.Jslt(String text))) {
      throw new IllegalStateException("it is read from the bytes");
    }
    try {
      return JsonTrees.write(compiled.of(text).apply(documents), most);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
