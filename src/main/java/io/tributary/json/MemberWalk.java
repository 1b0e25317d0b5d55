package io.tributary.json;

/** Walks over the members of an object in a valid document, in order. Not thread-safe. */
final class MemberWalk {
  private final byte[] json;
  private final int to;
  private int pos;
  private int nameFrom;
  private int nameEnd;
  private int valueFrom;
  private int valueEnd;

  /** Stands before the first member. */
  MemberWalk(Slice object) {
    this.json = object.bytes();
    this.to = object.to();
    this.pos = object.from();
  }

  /** Goes to the next member. Returns whether there is one. */
  boolean next() {
    if (json[pos] == '}') {
      return false;
    }
    int quote = Whitespace.end(json, pos + 1, to); // after the opening bracket or a comma
    if (json[quote] != '"') {
      return false; // the object is empty
    }
    nameFrom = quote + 1;
    nameEnd = Skip.string(json, quote, to) - 1;
    int colon = Whitespace.end(json, nameEnd + 1, to);
    valueFrom = Whitespace.end(json, colon + 1, to);
    valueEnd = Skip.value(json, valueFrom, to);
    pos = Whitespace.end(json, valueEnd, to);
    return true;
  }

  boolean isCalled(MemberName name) {
    return name.is(json, nameFrom, nameEnd);
  }

  String name() {
    return MemberName.text(json, nameFrom, nameEnd);
  }

  Slice value() {
    return new Slice(json, valueFrom, valueEnd);
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
    return valueEnd;
  }
}
