package io.tributary.backend;

import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** The name of a header, prepared for the wire once. Immutable. */
public final class HeaderName {
  private final String text;
  private final CharSequence optimized;
  private final byte[] start;

  private HeaderName(String text) {
    this.text = text;
    this.optimized = HttpHeaders.createOptimized(text);
    this.start = (text + ": ").getBytes(StandardCharsets.US_ASCII);
  }

  /** A name whose characters are a token of RFC 9110. */
  public static HeaderName of(String text) {
    return new HeaderName(text);
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /** The same in the form that Vert.x compares and writes fastest. */
  public CharSequence optimized() {
    return optimized;
  }

  /** The first bytes of a header line: name, colon and space. Not to be changed. */
  public byte[] lineStart() {
    return start;
  }

  /** Whether both name the same header; case does not matter. */
  public boolean is(String other) {
    return text.equalsIgnoreCase(other);
  }

  @Override
  public String toString() {
    return text;
  }
}
