package io.tributary.json;

/**
 * A value in two forms. Those of an array have the same elements in the same order. Immutable.
 *
 * @param body as its backend wrote it: keys, and what other parts read, are in this
 * @param shown as the response shows it
 */
public record ShownValue(Slice body, Slice shown) {
  private static final Slice EMPTY_ARRAY = Slice.of("[]");

  /** A value that is shown as it is. */
  public static ShownValue whole(Slice value) {
    return new ShownValue(value, value);
  }

  /** A list without elements. */
  public static ShownValue emptyList() {
    return whole(EMPTY_ARRAY);
  }

  /** Whether both forms are the same part of one array. */
  public boolean showsBody() {
    return shown.isSame(body);
  }

  /** The bytes of both forms. */
  public long length() {
    return showsBody() ? body.length() : (long) body.length() + shown.length();
  }
}
