package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.tributary.backend.HeadEncoder;
import io.tributary.backend.Request;
import io.tributary.scope.Deadline;

/** Encodes the head of a GET request. Reusable. Confined to one event loop. */
final class RequestEncoder {
  private static final byte[] GET = HttpSyntax.of("GET ");
  private static final byte[] VERSION = HttpSyntax.of(" HTTP/1.1\r\n");
  private static final byte[] LINE_END = HttpSyntax.of("\r\n");

  private final HeadEncoder head = new HeadEncoder();

  /**
   * Encodes the head of a request.
   *
   * @param hostLine the encoded {@code Host} header line
   * @param deadline its remaining time is sent as {@code Request-Timeout-Ms}
   * @throws io.tributary.aggregate.CallFailedException if the target or a header value has a
   *     character that is not allowed
   */
  void encode(Request request, byte[] hostLine, Deadline deadline) {
    head.clear();
    head.add(GET);
    head.add(request.target());
    head.add(VERSION);
    head.add(hostLine);
    head.add(request.headers(), deadline);
    head.add(LINE_END);
  }

  int length() {
    return head.length();
  }

  void writeTo(ByteBuf out) {
    head.writeTo(out);
  }
}
