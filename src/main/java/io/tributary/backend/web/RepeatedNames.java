package io.tributary.backend.web;

import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reuses the header names of a connection's previous response: a backend usually sends the same
 * names in the same order. Confined to its event loop.
 */
final class RepeatedNames {
  private static final int MAX_NAMES = 32;
  private static final int MAX_LENGTH = 64;

  private final @Nullable AsciiString[] previous = new AsciiString[MAX_NAMES];
  private int next;

  /** A new response begins. */
  void begin() {
    next = 0;
  }

  /** The next name of the response. */
  AsciiString name(byte[] line, int start, int length) {
    if (next == MAX_NAMES || length > MAX_LENGTH) {
      return new AsciiString(line, start, length, true);
    }
    AsciiString name = previous[next];
    if (name == null
        || !Arrays.equals(name.array(), 0, name.length(), line, start, start + length)) {
      name = new AsciiString(line, start, length, true);
      previous[next] = name;
    }
    next++;
    return name;
  }
}
