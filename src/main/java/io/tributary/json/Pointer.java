package io.tributary.json;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901): the place of one value in a document. It reads the bytes up to that
 * value and builds no tree. Immutable.
 *
 * <p>Of members with the same name the last one counts, as for most parsers.
 */
public final class Pointer {
  private final List<Step> steps;

  private record Step(MemberName name, int index) {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    static Step of(String token) {
      boolean isIndex = INDEX.matcher(token).matches();
      return new Step(new MemberName(token), isIndex ? Integer.parseInt(token) : -1);
    }
  }

  private Pointer(List<Step> steps) {
    this.steps = steps;
  }

  /** The pointer with these steps, which are names and indices without escape sequences. */
  public static Pointer of(List<String> steps) {
    return new Pointer(steps.stream().map(Step::of).toList());
  }

  /** The value at this place, if there is one. */
  public Optional<Slice> find(Slice value) {
    return find(value, Shape.NONE).map(ShownValue::body);
  }

  /** The value at this place, if there is one, before and in this shape. In one pass. */
  public Optional<ShownValue> find(Slice value, Shape shape) {
    Search search = new Search(value, shape);
    int _ = search.in(value.from(), 0);
    return Optional.ofNullable(search.found);
  }

  /** One pass over a document. */
  private final class Search {
    private static final int UNKNOWN = -1;

    private final byte[] json;
    private final int to;
    private final Shape shape;
    private @Nullable ShownValue found;

    Search(Slice value, Shape shape) {
      this.json = value.bytes();
      this.to = value.to();
      this.shape = shape;
    }

    /**
     * Looks for what the steps from this one on lead to.
     *
     * @return the position after the value at {@code pos}, or UNKNOWN if it was not needed
     */
    int in(int pos, int step) {
      found = null; // what a member with the same name had does not count
      if (step == steps.size()) {
        ShownValue value = shape.at(json, pos, to);
        found = value;
        return value.body().to();
      }
      return switch (json[pos]) {
        case '{' -> member(pos, step);
        case '[' -> element(pos, step);
        default -> UNKNOWN;
      };
    }

    private int member(int pos, int step) {
      MemberName wanted = steps.get(step).name();
      MemberWalk members = new MemberWalk(json, pos, to);
      while (members.next()) {
        if (members.isCalled(wanted)) {
          members.valueEnds(in(members.valueFrom(), step + 1));
        }
      }
      return members.end();
    }

    private int element(int pos, int step) {
      int index = steps.get(step).index();
      ElementWalk elements = new ElementWalk(new Slice(json, pos, to));
      for (int i = 0; i <= index && elements.next(); i++) {
        if (i == index) {
          int _ = in(elements.valueFrom(), step + 1);
        }
      }
      return UNKNOWN; // the elements behind it are not looked at
    }
  }
}
