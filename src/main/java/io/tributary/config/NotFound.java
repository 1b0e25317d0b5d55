package io.tributary.config;

/** What becomes of a response when the backend of a required part says 404. */
public enum NotFound {
  /** The part has failed as with any other status that is not accepted. */
  FAIL("fail"),
  /** The part is the resource itself, so the response is 404, too. */
  PASS("pass");

  private final String word;

  NotFound(String word) {
    this.word = word;
  }

  /** How the configuration file spells it. */
  public String word() {
    return word;
  }
}
