package io.tributary.json;

import java.util.List;
import java.util.Map;

/**
 * Keeps, drops and renames members of a document, in the elements of arrays too, and copies
 * everything else byte for byte. It reads the bytes once and builds no tree. Immutable.
 *
 * <p>Where {@code keep} wants to look into a value that has no members, the value is {@code null}:
 * it could be what was to be left out. {@code drop} and {@code rename} leave such a value as it is.
 * A renamed member replaces the one that has its new name. All members with a name are meant if a
 * document repeats it. In a path such as {@code address.city} a dot separates names.
 */
public final class Shape {
  /** The shape that changes nothing. */
  static final Shape NONE = of(List.of(), List.of(), Map.of());

  private final MemberRules rules;
  private final int most;

  private Shape(MemberRules rules, int most) {
    this.rules = rules;
    this.most = most;
  }

  /**
   * Creates a shape.
   *
   * @param keep the paths of the only members that stay; all stay if there are none
   * @param drop the paths of the members that go
   * @param rename new names, by the path of the member
   */
  public static Shape of(List<String> keep, List<String> drop, Map<String, String> rename) {
    return new Shape(MemberRules.of(keep, drop, rename), Integer.MAX_VALUE);
  }

  /**
   * The same shape of values that have at most this many bytes in it, or as many as their document.
   * A longer one is a {@link TooLongException}: new names can be much longer than the old ones.
   */
  public Shape atMost(int bytes) {
    return new Shape(rules, bytes);
  }

  /** The value in this shape: the same one if there is nothing to change. */
  public Slice of(Slice value) {
    ShownValue shaped = at(value.bytes(), value.from(), value.to());
    return shaped.showsBody() ? value : shaped.shown();
  }

  /** The value that begins at {@code from}, before and in this shape. */
  ShownValue at(byte[] json, int from, int to) {
    return rules.changeNothing()
        ? ShownValue.whole(new Slice(json, from, Skip.value(json, from, to)))
        : new ShapeCopy(json, from, to, rules, most).shaped();
  }
}
