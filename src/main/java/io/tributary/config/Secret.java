package io.tributary.config;

/**
 * Text that is never shown, such as the value of a header. Immutable; compared by value. Records
 * that have one can be printed.
 */
public record Secret(String text) {
  /** Stands for a secret wherever a person looks. */
  public static final String HIDDEN = "…";

  /** The same in a URL. */
  public static final String URL_ENCODED = "%E2%80%A6";

  @Override
  public String toString() {
    return HIDDEN;
  }
}
