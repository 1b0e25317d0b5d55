package io.tributary.backend;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Headers that are the same in every request of a part, rendered once. Immutable. */
public final class ConstantHeaders {
  private final List<Header> headers;
  private final byte[] lines;

  /** Renders the headers. */
  public ConstantHeaders(List<Header> headers) {
    this.headers = List.copyOf(headers);
    ByteArrayOutputStream rendered = new ByteArrayOutputStream();
    for (Header header : headers) {
      rendered.writeBytes(header.name().lineStart());
      rendered.writeBytes(header.value().getBytes(StandardCharsets.ISO_8859_1));
      rendered.writeBytes(new byte[] {'\r', '\n'});
    }
    this.lines = rendered.toByteArray();
  }

  /** In the order of writing. */
  public List<Header> headers() {
    return headers;
  }

  /** As HTTP/1.1 has them, one after another. Not to be changed. */
  public byte[] lines() {
    return lines;
  }

  /** Adds them to the headers of a request. */
  public void addTo(MultiMap target) {
    for (Header header : headers) {
      target.add(header.name().optimized(), header.value());
    }
  }
}
