package io.tributary.backend.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.tributary.backend.ResponseRules;
import java.util.List;

/** What Netty's decoder accepts in the head of a response and RFC 9112 does not. Stateless. */
final class HeadSyntax {
  private static final String VERSION = "HTTP/1.";

  private HeadSyntax() {}

  /** Whether these are the version, status and reason phrase of a status line. */
  static boolean isStatusLine(String version, String status, String reason) {
    return version.startsWith(VERSION)
        && ResponseRules.isDigits(version.substring(VERSION.length()), 1)
        && ResponseRules.isDigits(status, 3)
        && isText(reason);
  }

  private static boolean isText(String reason) {
    for (int i = 0; i < reason.length(); i++) {
      char c = reason.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the transfer coding is one that was asked for, which is none or {@code chunked}. The
   * length of any other body is not known (RFC 9112, 6.1).
   */
  static boolean hasKnownCoding(HttpHeaders headers) {
    return !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || isChunked(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
  }

  /** Whether the only member is {@code chunked}. Ignores empty ones (RFC 9110, 5.6.1.2). */
  private static boolean isChunked(List<String> values) {
    boolean chunked = false;
    for (String value : values) {
      for (String coding : value.split(",", -1)) {
        String member = coding.strip();
        if (!member.isEmpty()) {
          if (chunked || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(member)) {
            return false;
          }
          chunked = true;
        }
      }
    }
    return chunked;
  }
}
