package io.tributary.backend;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Headers that are the same in every request of a part, encoded once. Immutable. */
public final class ConstantHeaders {
  private final List<Header> headers;
  private final byte[] lines;

  /** Encodes the headers. */
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

  /** The headers in the order in which they are written. */
  public List<Header> headers() {
    return headers;
  }

  /** The encoded HTTP/1.1 header lines. Must not be modified. */
  public byte[] lines() {
    return lines;
  }

  /** Adds these headers to those of a request. */
  public void addTo(MultiMap target) {
    for (Header header : headers) {
      target.add(header.name().optimized(), header.value());
    }
  }
}
