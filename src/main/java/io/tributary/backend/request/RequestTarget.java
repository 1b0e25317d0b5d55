package io.tributary.backend.request;

import io.tributary.config.DotSegments;
import java.util.BitSet;

/**
 * Validates request targets before they are sent. A valid target is in origin-form, has at most 8
 * KiB, only characters of RFC 3986 and only complete percent escapes. It has no {@code .} or {@code
 * ..} segment, also between encoded slashes, so that a client's parameter cannot leave the
 * configured path. A raw space or line break would allow request splitting.
 */
public final class RequestTarget {
  /** The most characters. */
  static final int MAX_LENGTH = 8192;

  private static final BitSet ALLOWED = new BitSet(128);

  static {
    "-._~!$&'()*+,;=:@/?%".chars().forEach(ALLOWED::set);
    ALLOWED.set('a', 'z' + 1);
    ALLOWED.set('A', 'Z' + 1);
    ALLOWED.set('0', '9' + 1);
  }

  private RequestTarget() {}

  static boolean isSafe(String target) {
    if (target.isEmpty() || target.charAt(0) != '/' || target.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (!ALLOWED.get(c) || (c == '%' && !escaped(target, i))) {
        return false;
      }
    }
    int query = target.indexOf('?');
    return !DotSegments.in(query < 0 ? target : target.substring(0, query));
  }

  private static boolean escaped(String target, int percent) {
    return percent + 2 < target.length()
        && !target.startsWith("%00", percent)
        && Character.digit(target.charAt(percent + 1), 16) >= 0
        && Character.digit(target.charAt(percent + 2), 16) >= 0;
  }
}
