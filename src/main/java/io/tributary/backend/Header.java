package io.tributary.backend;

/** One header of a request. Immutable. */
public record Header(HeaderName name, String value) {
  /** Creates a header from the text of its name. */
  public static Header of(String name, String value) {
    return new Header(HeaderName.of(name), value);
  }
}
