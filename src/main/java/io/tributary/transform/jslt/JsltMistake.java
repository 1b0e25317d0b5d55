package io.tributary.transform.jslt;

/** A text that is not valid JSLT, or too deep; the message says what and where. */
public final class JsltMistake extends Exception {
  private static final long serialVersionUID = 1L;

  JsltMistake(String message) {
    super(message);
  }
}
