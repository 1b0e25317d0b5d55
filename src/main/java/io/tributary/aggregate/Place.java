package io.tributary.aggregate;

/** Where the response shows the value of a part. A closed set. Immutable. */
public sealed interface Place {
  /** Under the name of the part. */
  record Slot() implements Place {}

  /** The members of the value, an object, stand beside the parts. */
  record Lifted() implements Place {}

  /**
   * In the value of another part, as the member with the name of this one.
   *
   * @param part the name of the other part
   */
  record Inside(String part) implements Place {}
}
