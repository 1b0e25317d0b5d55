package io.tributary.transform;

import io.tributary.config.Expression;
import io.tributary.json.Each;
import io.tributary.json.Pointer;
import io.tributary.json.Slice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the values of one input from the bytes of a part's body. A scalar is one value, an array
 * its scalars, and null is none. Immutable.
 */
final class InputPlaces {
  /** What happens if a body has something else at these places. */
  private enum Mismatch {
    /** JSLT decides. */
    UNREAD,
    /** It is not there. */
    IGNORED,
    /** The input cannot be computed. */
    FAILURE
  }

  private final String part;
  private final Each each;
  private final boolean single;
  private final Mismatch mismatch;

  private InputPlaces(Expression.Places places, Mismatch mismatch) {
    this.part = places.part();
    this.each = new Each(places.levels().stream().map(one -> Pointer.of(one.steps())).toList());
    this.single = places.levels().size() == 1;
    this.mismatch = mismatch;
  }

  /** The places that an expression names, if it does nothing else. */
  static Optional<InputPlaces> of(Expression expression) {
    return switch (expression) {
      case Expression.Jslt(String text) ->
          PlainJslt.of(text).map(places -> new InputPlaces(places, Mismatch.UNREAD));
      case Expression.Places places ->
          Optional.of(
              new InputPlaces(places, places.strict() ? Mismatch.FAILURE : Mismatch.IGNORED));
    };
  }

  /** All distinct values, as {@link #read(Map, int)} finds them. */
  Optional<List<String>> read(Map<String, Slice> bodies) {
    return read(bodies, Integer.MAX_VALUE);
  }

  /**
   * The distinct values, in the order of the document. Empty if the document has something there
   * for which JSLT has rules of its own.
   *
   * @param most the most values that can be used; of more, only one more is read
   * @throws IllegalArgumentException if the input cannot be computed
   */
  Optional<List<String>> read(Map<String, Slice> bodies, int most) {
    Found found = new Found(most);
    Each.Fit fit =
        each.forEach(
            Objects.requireNonNull(bodies.get(part), part),
            value -> {
              if (single && value.isArray()) {
                value.forEachElement(found::add);
              } else {
                found.add(value);
              }
            });
    boolean asExpected =
        switch (mismatch) {
          case UNREAD -> found.scalars && fit != Each.Fit.OTHER_TYPE;
          case IGNORED -> true;
          case FAILURE -> found.scalars && fit == Each.Fit.WHOLE;
        };
    if (!asExpected && mismatch == Mismatch.FAILURE) {
      throw new IllegalArgumentException("a place of an input is not there");
    }
    return asExpected ? Optional.of(List.copyOf(found.texts)) : Optional.empty();
  }

  /** The values of one document. */
  private static final class Found {
    private final int most;
    private final Set<String> texts = new LinkedHashSet<>();
    private boolean scalars = true;

    Found(int most) {
      this.most = most;
    }

    void add(Slice value) {
      if (value.isArray() || value.isObject()) {
        scalars = false;
      } else if (texts.size() <= most && !value.isNull()) {
        texts.add(value.text());
      }
    }
  }
}
