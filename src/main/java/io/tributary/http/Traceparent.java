package io.tributary.http;

import io.tributary.scope.SpanId;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads and creates the {@code traceparent} header of W3C Trace Context: {@code
 * 00-TRACE-PARENT-FLAGS} with 32, 16 and 2 hexadecimal digits. Later versions start with the same
 * four fields. They are forwarded as version 00, the highest supported one.
 */
final class Traceparent {
  private static final AsciiSet DIGITS = new AsciiSet("0123456789abcdef");
  private static final AsciiSet ZERO = new AsciiSet("0");
  private static final int VERSION_END = 2;
  private static final int TRACE_END = 35;
  private static final int PARENT_END = 52;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;
  private static final int SAMPLED = 1;

  private Traceparent() {}

  /**
   * Returns the value in version 00 with unchanged flags, or an empty string if it is malformed.
   */
  static String read(String value) {
    if (!isWellFormed(value)) {
      return "";
    }
    return value.startsWith("00") ? value : "00" + value.substring(VERSION_END, LENGTH);
  }

  /**
   * Returns the header of a new trace. The ids are not secret and come from a fast random source.
   */
  static String create(Sampling sampling) {
    long high = ThreadLocalRandom.current().nextLong();
    long low = ThreadLocalRandom.current().nextLong();
    HexFormat hex = HexFormat.of();
    return "00-"
        + hex.toHexDigits(high == 0 ? 1 : high) // an id of zeros only is not valid
        + hex.toHexDigits(low)
        + "-"
        + SpanId.next()
        + sampling.flags(low);
  }

  /** Whether the trace is sampled. The value is well formed. */
  static boolean isSampled(String value) {
    return (flagsOf(value) & SAMPLED) != 0;
  }

  /** The same value with the sampled flag set or not, and its other flags as they are. */
  static String sampled(String value, boolean sampled) {
    int flags = sampled ? flagsOf(value) | SAMPLED : flagsOf(value) & ~SAMPLED;
    return value.substring(0, FLAGS) + HexFormat.of().toHexDigits((byte) flags);
  }

  /** The last 64 bits of the id of the trace. */
  static long lowHalfOfTraceId(String value) {
    return HexFormat.fromHexDigitsToLong(value, TRACE_END - 16, TRACE_END);
  }

  private static int flagsOf(String value) {
    return HexFormat.fromHexDigits(value, FLAGS, LENGTH);
  }

  private static boolean isWellFormed(String value) {
    return isField(value, 0, VERSION_END)
        && isField(value, VERSION_END + 1, TRACE_END)
        && isField(value, TRACE_END + 1, PARENT_END)
        && isField(value, PARENT_END + 1, LENGTH)
        && !value.startsWith("ff")
        && ZERO.end(value, VERSION_END + 1) < TRACE_END
        && ZERO.end(value, TRACE_END + 1) < PARENT_END
        && (value.length() == LENGTH || (value.charAt(LENGTH) == '-' && !value.startsWith("00")));
  }

  /**
   * Whether the digits at {@code from} end exactly at {@code to}, after a dash unless they are
   * first.
   */
  private static boolean isField(String value, int from, int to) {
    return (from == 0 || value.startsWith("-", from - 1)) && DIGITS.end(value, from) == to;
  }
}
