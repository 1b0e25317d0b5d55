package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.http.ServerObserver;
import io.tributary.scope.Scope;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Groups of parts of which some are enough, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnoughOverTheWireTest {
  private final Vertx vertx = TestVertx.create();
  private final Promise<Void> badSettled = Promise.promise();
  private final CountDownLatch reset = new CountDownLatch(1);
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s" } }
          aggregates:
            /two:
              cacheControl: max-age=5
              enough: { of: [a, b, c], count: 2 }
              parts:
                a: { backend: b, path: /a }
                b: { backend: b, path: /hang, default: [] }
                c: { backend: b, path: /c }
            /despite:
              enough: { of: [a, bad], count: 1 }
              parts:
                bad: { backend: b, path: /bad }
                a: { backend: b, path: "/late" }
            /few:
              enough: { of: [a, bad, worse], count: 2 }
              parts:
                a: { backend: b, path: /a }
                bad: { backend: b, path: /bad }
                worse: { backend: b, path: /bad }
          """
              .formatted(backend.url()),
          observers());

  EnoughOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private Observers observers() {
    return SomeObservers.of(
        new AggregateObserver() {
          @Override
          public void partSettled(Plan plan, PartResult result, Scope scope) {
            if (plan.route().equals("/despite") && result.part().name().equals("bad")) {
              badSettled.tryComplete();
            }
          }
        },
        ServerObserver.NONE);
  }

  private void play(Exchange exchange) {
    switch (exchange.head().split(" ", 3)[1]) {
      case "/bad" -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      case "/hang" -> exchange.onClosed(reset::countDown);
      case "/late" -> badSettled.future().onSuccess(_ -> exchange.answer("[2]"));
      default -> exchange.answer("[1]");
    }
  }

  @Test
  void enoughIsACompleteAnswerAndTheOtherCallIsReset() throws Exception {
    HttpResponse<String> response = gateway.get("/two");
    assertThat(response.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"a\":[1],\"b\":[],\"c\":[1]},\"errors\":[]}");
    assertThat(response.headers().firstValue("Aggregate-Complete")).hasValue("true");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=5");
    assertThat(response.headers().firstValue("Server-Timing"))
        .hasValueSatisfying(timing -> assertThat(timing).containsOnlyOnce(";desc=\"skipped\""));
    assertThat(reset.await(60, TimeUnit.SECONDS)).as("the call is reset").isTrue();
  }

  @Test
  void aPartThatFailedBeforeIsNotMissed() throws Exception {
    HttpResponse<String> response = gateway.get("/despite");
    assertThat(response.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"bad\":null,\"a\":[2]},\"errors\":[]}");
    assertThat(response.headers().firstValue("Server-Timing"))
        .hasValueSatisfying(timing -> assertThat(timing).contains("bad_status"));
  }

  @Test
  void tooFewAreFailuresAsUsual() throws Exception {
    assertThat(gateway.get("/few").body())
        .startsWith("{\"complete\":false,\"data\":{\"a\":[1],\"bad\":null,\"worse\":null}")
        .contains("\"part\":\"bad\"", "\"part\":\"worse\"");
  }

  @Test
  void aClientThatChoosesNoMoreThanThatGetsThem() throws Exception {
    assertThat(gateway.get("/few?parts=a,bad").body())
        .startsWith("{\"complete\":false,\"data\":{\"a\":[1],\"bad\":null}");
  }
}
