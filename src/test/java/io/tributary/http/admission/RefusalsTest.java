package io.tributary.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The bytes of a refusal. */
class RefusalsTest {
  private static final String BODY =
      "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
          + "\"detail\":\"too many requests are in flight\"}";

  private final AtomicInteger refused = new AtomicInteger();
  private final Refusals plain = refusals(OriginHeaders.NONE);
  private final Refusals echoing =
      refusals(OriginHeaders.of(origin -> origin == null ? "" : "x-origin: <" + origin + ">\r\n"));

  private Refusals refusals(OriginHeaders headers) {
    return new Refusals(_ -> refused.incrementAndGet(), () -> false, headers);
  }

  @Test
  void isAWholeResponseThatSaysWhenToComeAgain() {
    String response = response(plain, "GET", "");
    assertThat(response)
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .contains("\r\ncontent-type: application/problem+json\r\n")
        .containsPattern("\r\nretry-after: [1-3]\r\n")
        .endsWith("\r\ncontent-length: " + BODY.length() + "\r\n\r\n" + BODY);
    assertThat(refused).hasValue(1);
  }

  @Test
  void hasNoBodyForHead() {
    assertThat(response(plain, "HEAD", ""))
        .endsWith("\r\ncontent-length: " + BODY.length() + "\r\n\r\n");
  }

  @Test
  void hasTheHeadersOfItsOrigin() {
    String allowed = "\r\nx-origin: <https://a.test>\r\n\r\n";
    assertThat(response(echoing, "GET", "ORIGIN:https://a.test \r\n")).endsWith(allowed + BODY);
    assertThat(response(echoing, "HEAD", "origin: https://a.test\r\n")).endsWith(allowed);
    assertThat(response(echoing, "GET", "x-origin: https://a.test\r\n"))
        .doesNotContain("x-origin")
        .endsWith("\r\n\r\n" + BODY);
  }

  private static String response(Refusals refusals, String method, String header) {
    ByteBuf request =
        Unpooled.copiedBuffer(
            method + " / HTTP/1.1\r\nHost: a\r\n" + header + "Accept: */*\r\n\r\n",
            StandardCharsets.US_ASCII);
    assertThat(SimpleHead.is(request)).isTrue();
    ByteBuf response = refusals.next(request, null);
    try {
      return response.toString(StandardCharsets.US_ASCII);
    } finally {
      response.release();
      request.release();
    }
  }
}
