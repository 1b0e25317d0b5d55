package io.tributary.app;

import static io.tributary.support.Patience.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E3: only what violates HTTP counts as a protocol error. */
final class ProtocolErrorsTest {
  private static final String ERRORS = "tributary_protocol_errors_total";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend large =
      FakeBackend.start(vertx, exchange -> exchange.answer("[" + "1,".repeat(400_000) + "1]"));
  private final FakeBackend hanging = FakeBackend.start(vertx, _ -> {});
  private final RunningService service = started();

  private RunningService started() {
    try {
      return RunningService.start(
          """
          deadline: 5s
          backends:
            large: { url: "%s" }
            hanging: { url: "%s" }
          aggregates:
            /large: { parts: { it: { backend: large, path: /x } } }
            /hanging: { parts: { it: { backend: hanging, path: /x } } }
          """
              .formatted(large.url(), hanging.url()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @AfterEach
  void stop() {
    service.close();
    TestVertx.close(vertx);
  }

  private RawClient client() throws Exception {
    return new RawClient(service.service().port());
  }

  @Test
  @DisplayName("E3: clients that leave at any moment are no protocol errors")
  void countsNoClientThatLeaves() throws Exception {
    for (String sent :
        new String[] {
          "",
          "GET /lar",
          "GET /hanging HTTP/1.1\r\nHost: a\r\n",
          "GET /hanging HTTP/1.1\r\nHost: a\r\n\r\n",
          "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc",
          "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /large HTTP/1.1\r\nHo"
        }) {
      client().send(sent).close();
      client().send(sent).reset();
      RawClient finished = client().send(sent);
      finished.finish();
      finished.reset();
      RawClient reading = client().send(sent);
      if (sent.startsWith("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")) {
        reading.skip(100);
      }
      reading.reset();
    }
    assertThat(Eventually.holds(HANG, () -> largeStatus() == 200))
        .isLessThan(HANG); // once they left
    service.eventually(metrics -> metrics.value("tributary_in_flight") == 0);
    assertThat(service.metrics().value(ERRORS)).isZero();
  }

  private int largeStatus() {
    try (RawClient client = client()) {
      return client.get("/large").answer().status();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n",
        "GET /large HTTP/1.1\r\nbad header\r\n\r\n",
        "GET /large HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"
      })
  @DisplayName("E3: what is not HTTP is a protocol error")
  void countsWhatIsNotHttp(String sent) throws Exception {
    try (RawClient client = client()) {
      client.send(sent);
      service.eventually(metrics -> metrics.value(ERRORS) >= 1);
    }
  }
}
