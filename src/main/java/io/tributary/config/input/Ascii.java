package io.tributary.config.input;

/**
 * The rule for values of headers: printable ASCII, blanks and tabs. Other bytes of a header have no
 * defined encoding (RFC 9110, 5.5).
 */
public record Ascii() implements ValueRule {
  @Override
  public boolean allows(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String requirement() {
    return "have only ASCII characters";
  }
}
