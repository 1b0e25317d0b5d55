package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest;
import io.tributary.backend.contract.Wire;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.scope.Trace;
import io.tributary.support.FakeBackend;
import io.tributary.support.PartSettings;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackendPartCallTest {
  @RegisterExtension final Wire wire = new Wire(TransportUnderTest.LEAN);

  private final MultiMap client =
      HttpHeaders.headers()
          .add("Authorization", "Bearer x")
          .add("Cookie", "a=b")
          .add("X-Tenant", "blue")
          .add("Accept", "text/html")
          .add("Accept-Encoding", "gzip")
          .add("Host", "evil")
          .add("Connection", "close");

  @Test
  void sendsExactlyTheHeadersOfTheContract() {
    FakeBackend backend = wire.backend(exchange -> exchange.answer("[1]"));
    Trace trace = new Trace("r-1", "00-aa-bb-01", "vendor=1");
    assertThat(TestVertx.await(start(backend, "", "42", trace))).isEqualTo(Buffer.buffer("[1]"));
    Map<String, String> sent = headers(backend.heads().getFirst());
    String left = sent.getOrDefault("request-timeout-ms", "none");
    sent.remove("request-timeout-ms");
    assertThat(Integer.parseInt(left))
        .isBetween((int) Wire.LONG.toMillis() / 2, (int) Wire.LONG.toMillis());
    assertThat(sent)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("host", "127.0.0.1:" + backend.url().getPort()),
                Map.entry("accept", "application/json"),
                Map.entry("accept-encoding", "identity"),
                Map.entry("traceparent", "00-aa-bb-01"),
                Map.entry("tracestate", "vendor=1"),
                Map.entry("x-request-id", "r-1"),
                Map.entry("x-forwarded-for", "192.0.2.7"),
                Map.entry("x-forwarded-host", "shop.test"),
                Map.entry("x-forwarded-proto", "http"),
                Map.entry("x-of-backend", "b"),
                Map.entry("x-of-part", "p"),
                Map.entry("x-tenant", "blue")));
  }

  @Test
  void leavesAnEmptyTracestateOut() {
    FakeBackend backend = wire.backend(exchange -> exchange.answer("[1]"));
    assertThat(TestVertx.await(start(backend, "", "42", new Trace("r", "t", "")))).isNotNull();
    assertThat(headers(backend.heads().getFirst())).doesNotContainKey("tracestate");
  }

  @Test
  void putsThePathOfTheUrlInFront() {
    FakeBackend backend = wire.backend(exchange -> exchange.answer("[1]"));
    assertThat(TestVertx.await(start(backend, "/api/v1", "4 2", new Trace("r", "t", ""))))
        .isNotNull();
    assertThat(backend.heads().getFirst()).startsWith("GET /api/v1/users/4%202 HTTP/1.1\r\n");
  }

  @Test
  void refusesAParameterThatClimbsOutOfThePath() {
    FakeBackend backend = wire.backend(exchange -> exchange.answer("[1]"));
    for (String id : List.of("..", ".", "../admin", "..\\admin", "a".repeat(9000))) {
      Future<Buffer> call = start(backend, "", id, new Trace("r", "t", ""));
      assertThat(Wire.Pipe.failure(call).reason()).isEqualTo(Reason.DEPENDENCY);
    }
    assertThat(backend.connections()).isZero();
  }

  private Future<Buffer> start(FakeBackend backend, String prefix, String id, Trace trace) {
    BackendConfig settings =
        wire.at(URI.create(backend.url() + prefix))
            .maxConcurrent(4)
            .maxBody(1000)
            .headers(Map.of("X-Of-Backend", "b", "X-Of-Part", "overridden"))
            .build();
    Wire.Pipe pipe = wire.pipe(settings);
    PartConfig part =
        PartSettings.at("/users/{id}")
            .timeout(Wire.LONG)
            .forward("X-Tenant", "X-Absent")
            .headers(Map.of("X-Of-Part", "p"))
            .build();
    BackendPartCall call = new BackendPartCall(part, false, settings, List.of(), pipe.backend());
    Inputs inputs = new Inputs(Map.of("id", List.of(id)), client, Requests.CLIENT);
    Promise<Buffer> settled = Promise.promise();
    pipe.loop()
        .runOnContext(
            _ ->
                call.start(inputs, Scope.of(Deadline.after(Wire.LONG, pipe.clock()), trace))
                    .map(Outcome.Success::body)
                    .onComplete(settled));
    return settled.future();
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new TreeMap<>();
    head.lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(": ", 2))
        .forEach(field -> headers.put(field[0].toLowerCase(Locale.ROOT), field[1]));
    return headers;
  }
}
