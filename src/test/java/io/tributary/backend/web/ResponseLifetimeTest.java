package io.tributary.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.HttpUtils;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseLifetimeTest {
  /** In the way of Vert.x, which reads fewer forms. */
  @ParameterizedTest(name = "Keep-Alive: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "timeout=5 | 5",
        "timeout = 1 | 1",
        "timeout=\"1\" | 1",
        "Timeout=1 | 1",
        "max=100, timeout=1 | 1",
        "timeout=1; max=100 | 1",
        "timeout=9 | 8",
        "timeout=15 | 15"
      })
  void vertxReadsHowLongABackendKeepsAConnection(String value, int seconds) {
    HttpResponse head = limited(value);
    String keepAlive = head.headers().get("keep-alive");
    assertThat(HttpUtils.parseKeepAliveHeaderTimeout(keepAlive)).isEqualTo(seconds);
    assertThat(head.headers().contains("connection")).isFalse();
  }

  @ParameterizedTest(name = "Keep-Alive: {0}")
  @CsvSource({"timeout=16", "timeout=1000000", "max=3", "timeout=x", "xtimeout=1", "timeout=\"1"})
  void vertxDoesNotSeeWhatIsNoShorterTime(String value) {
    assertThat(limited(value).headers().names()).isEmpty();
  }

  @Test
  void theHeaderMayHaveSeveralLines() {
    assertThat(limited("max=3", "timeout=2").headers().getAll("keep-alive"))
        .containsExactly("timeout=2");
  }

  @Test
  void aConnectionThatIsKeptForNoTimeIsClosed() {
    HttpResponse head = limited("timeout=0");
    assertThat(head.headers().get("connection")).isEqualTo("close");
    assertThat(head.headers().contains("keep-alive")).isFalse();
  }

  private static HttpResponse limited(String... keepAlive) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("keep-alive", List.of(keepAlive));
    ResponseLifetime.limit(head);
    return head;
  }
}
