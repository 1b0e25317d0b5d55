package io.tributary.json;

/**
 * What {@link JsonCheck} found: the document is well formed, or where and why it is not.
 *
 * <p>Immutable and safe to share. Never carries bytes of the document, so it may be logged and sent
 * to clients.
 */
public sealed interface Verdict {

  /** The only verdict on a well-formed document: a constant, so that accepting costs no garbage. */
  Verdict VALID = new Valid();

  /** The bytes are exactly one well-formed document. */
  record Valid() implements Verdict {}

  /**
   * The bytes are not exactly one well-formed document.
   *
   * @param offset bytes between the start of the document and the first thing wrong with it; the
   *     document's length if it ends too early
   * @param rule what is wrong, one of a few fixed phrases such as {@code unexpected end}
   */
  record Invalid(int offset, String rule) implements Verdict {}
}
