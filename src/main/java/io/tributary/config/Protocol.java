package io.tributary.config;

/** The version of HTTP that a backend is called with. */
public enum Protocol {
  /** HTTP/2 where TLS negotiates it, HTTP/1.1 otherwise. */
  AUTO("auto"),
  HTTP_1_1("http/1.1"),
  /** HTTP/2 only; without TLS by prior knowledge. */
  HTTP_2("http/2");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  /** How the configuration file spells it. */
  public String word() {
    return word;
  }
}
