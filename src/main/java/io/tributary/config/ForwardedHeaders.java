package io.tributary.config;

/** How a backend learns about the client: its address, the host it asked for and its scheme. */
public enum ForwardedHeaders {
  /** {@code X-Forwarded-For}, {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}. */
  X_FORWARDED("x-forwarded"),
  /** The {@code Forwarded} header of RFC 7239. */
  RFC_7239("rfc7239"),
  /** Neither. */
  OFF("off");

  private final String word;

  ForwardedHeaders(String word) {
    this.word = word;
  }

  /** How the configuration file spells it. */
  public String word() {
    return word;
  }
}
