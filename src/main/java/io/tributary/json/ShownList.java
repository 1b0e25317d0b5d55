package io.tributary.json;

/**
 * A list in two forms, with the same elements in the same order. Immutable.
 *
 * @param body as its backend wrote it: the keys of its elements are read from this
 * @param shown as the response shows it
 */
public record ShownList(Slice body, Slice shown) {
  private static final Slice EMPTY = Slice.of("[]");

  /** A list without elements. */
  public static ShownList empty() {
    return new ShownList(EMPTY, EMPTY);
  }

  /** Whether both forms are the same bytes of one array. */
  @SuppressWarnings("ReferenceEquality") // equal bytes elsewhere would need a walk of their own
  boolean showsBody() {
    return shown.bytes() == body.bytes() && shown.from() == body.from();
  }

  /** The bytes of both forms. */
  public long length() {
    return showsBody() ? body.length() : (long) body.length() + shown.length();
  }
}
