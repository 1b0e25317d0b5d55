package io.tributary.backend.lean;

import io.tributary.aggregate.ResponseHeaders;
import io.tributary.aggregate.ResponseHeaders.Field;
import io.tributary.backend.HeaderName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Selects the headers of a response that its request wants. Stateless. */
final class WantedHeaders {
  private WantedHeaders() {}

  /** Selects from well-formed fields between two positions. */
  static ResponseHeaders of(List<HeaderName> wanted, byte[] bytes, int from, int to) {
    if (wanted.isEmpty()) {
      return ResponseHeaders.NONE;
    }
    List<Field> selected = new ArrayList<>();
    for (int pos = from; pos < to; ) {
      int colon = HttpSyntax.endOfToken(bytes, pos);
      int end = HttpSyntax.endOfLine(bytes, colon + 1);
      int valueFrom = HttpSyntax.afterBlanks(bytes, colon + 1, end);
      int valueTo = HttpSyntax.beforeBlanks(bytes, valueFrom, end);
      String name = text(bytes, pos, colon);
      for (HeaderName one : wanted) {
        if (one.is(name)) {
          selected.add(new Field(one.text(), text(bytes, valueFrom, valueTo)));
          break;
        }
      }
      pos = end + 2;
    }
    return selected.isEmpty() ? ResponseHeaders.NONE : new ResponseHeaders(selected);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
