package io.tributary.backend.web;

import io.tributary.backend.HeaderName;
import io.tributary.backend.Response;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/** Selects the headers of a response that its request wants. Stateless. */
final class WantedHeaders {
  private WantedHeaders() {}

  static Map<String, String> of(List<HeaderName> wanted, MultiMap all) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, String> selected = Response.newHeaders();
    for (HeaderName name : wanted) {
      List<String> values = all.getAll(name.optimized());
      if (!values.isEmpty()) {
        selected.put(name.text(), String.join(", ", values));
      }
    }
    return selected;
  }
}
