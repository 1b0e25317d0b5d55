package io.tributary.json;

/** Walks over the elements of an array in a valid document, in order. Not thread-safe. */
final class ElementWalk {
  private final byte[] json;
  private final int to;
  private int pos;
  private int valueFrom;
  private int valueEnd;

  /** Stands before the first element. */
  ElementWalk(Slice array) {
    this.json = array.bytes();
    this.to = array.to();
    this.pos = array.from();
  }

  /** Goes to the next element. Returns whether there is one. */
  boolean next() {
    if (json[pos] == ']') {
      return false;
    }
    int start = Whitespace.end(json, pos + 1, to); // after the opening bracket or a comma
    if (json[start] == ']') {
      return false; // the array is empty
    }
    valueFrom = start;
    valueEnd = Skip.value(json, start, to);
    pos = Whitespace.end(json, valueEnd, to);
    return true;
  }

  Slice value() {
    return new Slice(json, valueFrom, valueEnd);
  }
}
