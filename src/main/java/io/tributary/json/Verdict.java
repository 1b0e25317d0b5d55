package io.tributary.json;

/**
 * The result of {@link JsonCheck}: the document is well formed, or where and why it is not.
 *
 * <p>Immutable. Contains no bytes of the document, so it may be logged and sent to clients.
 */
public sealed interface Verdict {

  /** The result for every well-formed document: a constant, to avoid an allocation. */
  Verdict VALID = new Valid();

  /** The bytes are exactly one well-formed document. */
  record Valid() implements Verdict {}

  /**
   * The bytes are not exactly one well-formed document.
   *
   * @param offset the position of the first error, in bytes from the start of the document; its
   *     length if it ends too early
   * @param rule the rule that is violated, one of a few fixed phrases such as {@code unexpected
   *     end}
   */
  record Invalid(int offset, String rule) implements Verdict {}
}
