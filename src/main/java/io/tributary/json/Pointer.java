package io.tributary.json;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    Slice found = value;
    for (Step step : steps) {
      Optional<Slice> next =
          switch (found.bytes()[found.from()]) {
            case '{' -> member(found, step.name());
            case '[' -> step.index() < 0 ? Optional.empty() : element(found, step.index());
            default -> Optional.empty();
          };
      if (next.isEmpty()) {
        return next;
      }
      found = next.get();
    }
    return Optional.of(found);
  }

  private static Optional<Slice> member(Slice object, MemberName wanted) {
    MemberWalk members = new MemberWalk(object);
    Optional<Slice> found = Optional.empty();
    while (members.next()) {
      if (members.isCalled(wanted)) {
        found = Optional.of(members.value());
      }
    }
    return found;
  }

  private static Optional<Slice> element(Slice array, int index) {
    ElementWalk elements = new ElementWalk(array);
    for (int i = 0; elements.next(); i++) {
      if (i == index) {
        return Optional.of(elements.value());
      }
    }
    return Optional.empty();
  }
}
