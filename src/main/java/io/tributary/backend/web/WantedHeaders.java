package io.tributary.backend.web;

import io.tributary.aggregate.ResponseHeaders;
import io.tributary.aggregate.ResponseHeaders.Field;
import io.tributary.backend.HeaderName;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/** Selects the headers of a response that its request wants. Stateless. */
final class WantedHeaders {
  private WantedHeaders() {}

  static ResponseHeaders of(List<HeaderName> wanted, MultiMap all) {
    if (wanted.isEmpty()) {
      return ResponseHeaders.NONE;
    }
    List<Field> selected = new ArrayList<>();
    for (HeaderName name : wanted) {
      for (String value : all.getAll(name.optimized())) {
        selected.add(new Field(name.text(), value));
      }
    }
    return selected.isEmpty() ? ResponseHeaders.NONE : new ResponseHeaders(selected);
  }
}
