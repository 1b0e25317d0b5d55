package io.tributary.backend.lean;

import io.tributary.backend.HeaderName;
import io.tributary.backend.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Selects the headers of a response that its request wants. Stateless. */
final class WantedHeaders {
  private WantedHeaders() {}

  /** Selects from well-formed fields between two positions. */
  static Map<String, String> of(List<HeaderName> wanted, byte[] bytes, int from, int to) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, String> selected = Response.newHeaders();
    for (int pos = from; pos < to; ) {
      int colon = HttpSyntax.endOfToken(bytes, pos);
      int end = HttpSyntax.endOfLine(bytes, colon + 1);
      int valueFrom = HttpSyntax.afterBlanks(bytes, colon + 1, end);
      int valueTo = HttpSyntax.beforeBlanks(bytes, valueFrom, end);
      String name = text(bytes, pos, colon);
      for (HeaderName one : wanted) {
        if (one.is(name)) {
          selected.merge(
              one.text(), text(bytes, valueFrom, valueTo), (first, next) -> first + ", " + next);
          break;
        }
      }
      pos = end + 2;
    }
    return selected;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
