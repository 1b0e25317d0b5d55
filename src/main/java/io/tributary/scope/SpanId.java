package io.tributary.scope;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes ids of spans (W3C Trace Context): 16 hexadecimal digits, not all zero. Stateless. */
public final class SpanId {
  private SpanId() {}

  /** A new id. Ids are not secret and come from a fast random source. */
  public static String next() {
    return HexFormat.of().toHexDigits(nonZero());
  }

  private static long nonZero() {
    long id;
    do {
      id = ThreadLocalRandom.current().nextLong();
    } while (id == 0);
    return id;
  }
}
