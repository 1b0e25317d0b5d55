package io.tributary.json;

/**
 * Walks over the elements of an array in a valid document, in order. The end of an element is
 * searched only if nobody has found it in another way. Not thread-safe.
 */
final class ElementWalk {
  private static final int UNKNOWN = -1;

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
    if (valueFrom > 0) {
      pos = Whitespace.end(json, valueEnd(), to);
      if (json[pos] == ']') {
        return false;
      }
    }
    int start = Whitespace.end(json, pos + 1, to); // after the opening bracket or a comma
    if (json[start] == ']') {
      pos = start; // the array is empty
      return false;
    }
    valueFrom = start;
    valueEnd = UNKNOWN;
    return true;
  }

  Slice value() {
    return new Slice(json, valueFrom, valueEnd());
  }

  int valueFrom() {
    return valueFrom;
  }

  /** The position after the element. */
  int valueEnd() {
    if (valueEnd < 0) {
      valueEnd = Skip.value(json, valueFrom, to);
    }
    return valueEnd;
  }

  /** Tells where the element ends, if that is known. */
  void valueEnds(int end) {
    valueEnd = end;
  }
}
