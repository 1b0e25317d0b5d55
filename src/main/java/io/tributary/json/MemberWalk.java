package io.tributary.json;

/**
 * Walks over the members of an object in a valid document, in order. The end of a value is searched
 * only if nobody has found it in another way. Not thread-safe.
 */
final class MemberWalk {
  private static final int UNKNOWN = -1;

  private final byte[] json;
  private final int to;
  private int pos;
  private int nameFrom;
  private int nameEnd;
  private int valueFrom;
  private int valueEnd;

  /** Stands before the first member. */
  MemberWalk(Slice object) {
    this(object.bytes(), object.from(), object.to());
  }

  /**
   * Stands before the first member of the object that begins at {@code from}.
   *
   * @param to not before the end of the object
   */
  MemberWalk(byte[] json, int from, int to) {
    this.json = json;
    this.to = to;
    this.pos = from;
    this.valueEnd = from;
  }

  /** Goes to the next member. Returns whether there is one. */
  boolean next() {
    if (valueFrom > 0) {
      pos = Whitespace.end(json, valueEnd(), to);
      if (json[pos] == '}') {
        return false;
      }
    }
    int quote = Whitespace.end(json, pos + 1, to); // after the opening bracket or a comma
    if (json[quote] != '"') {
      pos = quote; // the object is empty
      return false;
    }
    nameFrom = quote + 1;
    nameEnd = Skip.string(json, quote, to) - 1;
    int colon = Whitespace.end(json, nameEnd + 1, to);
    valueFrom = Whitespace.end(json, colon + 1, to);
    valueEnd = UNKNOWN;
    return true;
  }

  /** The position after the object, once there is no further member. */
  int end() {
    return pos + 1;
  }

  boolean isCalled(MemberName name) {
    return name.is(json, nameFrom, nameEnd);
  }

  /** The index of the member's rule, or -1. */
  int rule(MemberRules rules) {
    return rules.find(json, nameFrom, nameEnd);
  }

  String name() {
    return MemberName.text(json, nameFrom, nameEnd);
  }

  Slice value() {
    return new Slice(json, valueFrom, valueEnd());
  }

  /** The position of the quote before the name. */
  int start() {
    return nameFrom - 1;
  }

  int valueFrom() {
    return valueFrom;
  }

  /** The position after the value of the member; that of the last one at the end. */
  int valueEnd() {
    if (valueEnd < 0) {
      valueEnd = Skip.value(json, valueFrom, to);
    }
    return valueEnd;
  }

  /** Tells where the value ends, if that is known. */
  void valueEnds(int end) {
    valueEnd = end;
  }
}
