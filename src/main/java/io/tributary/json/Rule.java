package io.tributary.json;

/** The rules that a document can violate, each with a fixed phrase for messages. */
enum Rule {
  UNEXPECTED_END("unexpected end"),
  UNEXPECTED_CHARACTER("unexpected character"),
  AFTER_THE_DOCUMENT("more after the end of the document"),
  MALFORMED_LITERAL("neither true, false nor null"),
  MALFORMED_NUMBER("malformed number"),
  MALFORMED_ESCAPE("malformed escape"),
  CONTROL_CHARACTER("control character in a string"),
  NOT_UTF8("not UTF-8"),
  TOO_DEEP("nesting deeper than " + JsonCheck.MAX_DEPTH);

  private final String phrase;

  Rule(String phrase) {
    this.phrase = phrase;
  }

  Verdict at(int offset) {
    return new Verdict.Invalid(offset, phrase);
  }
}
