package io.tributary.backend;

import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** The name of a header, with its encoded forms. Immutable. */
public final class HeaderName {
  private final String text;
  private final CharSequence optimized;
  private final byte[] start;

  private HeaderName(String text) {
    this.text = text;
    this.optimized = HttpHeaders.createOptimized(text);
    this.start = (text + ": ").getBytes(StandardCharsets.US_ASCII);
  }

  /** Creates a name. The text must be a token (RFC 9110, 5.6.2). */
  public static HeaderName of(String text) {
    return new HeaderName(text);
  }

  /** The name as text. */
  public String text() {
    return text;
  }

  /** The name in the form that Vert.x compares and writes fastest. */
  public CharSequence optimized() {
    return optimized;
  }

  /** The encoded start of a header line: name, colon and space. Must not be modified. */
  public byte[] lineStart() {
    return start;
  }

  /** Whether the text names the same header, ignoring case. */
  public boolean is(String other) {
    return text.equalsIgnoreCase(other);
  }

  @Override
  public String toString() {
    return text;
  }
}
