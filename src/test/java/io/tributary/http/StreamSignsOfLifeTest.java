package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.http.admission.AdmissionLimit;
import io.tributary.support.ChunkedInput;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream sends while nothing settles, and when it breaks. */
class StreamSignsOfLifeTest {
  private final Vertx vertx = TestVertx.create();
  private final AdmissionLimit admission = new AdmissionLimit(1);
  private final VirtualClock clock = new VirtualClock();
  private final CompletableFuture<Promise<Outcome.Success>> started = new CompletableFuture<>();

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private PublicServer serve(PartCall call) {
    Part part =
        new Part(
            "a",
            false,
            Optional.empty(),
            Duration.ofSeconds(40),
            List.of(),
            Optional.empty(),
            call);
    return PlannedServer.start(
        vertx, admission, PlannedServer.plan(List.of(part), Optional.empty()), clock);
  }

  private PublicServer serveHeld() {
    return serve(
        (_, _) -> {
          Promise<Outcome.Success> promise = Promise.promise();
          started.complete(promise);
          return promise.future();
        });
  }

  private void advance(Duration time) {
    Void _ =
        TestVertx.onLoop(
            vertx,
            () -> {
              clock.advance(time);
              return Future.succeededFuture();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/event-stream    | :NN:NNevent: partN
          application/x-ndjson | __{"type":"part","part":"a","outcome":"success","value":1}
          """)
  void oneEveryFiveSecondsUntilSomethingSettles(String type, String expected) throws Exception {
    try (RawClient client = new RawClient(serveHeld().port())) {
      int status = client.get("/a", "Accept: " + type).answerToHead().status();
      assertThat(status).isEqualTo(200);
      ChunkedInput stream = client.chunks();
      Promise<Outcome.Success> call = started.join();
      advance(Duration.ofMillis(4_999));
      advance(Duration.ofMillis(1));
      advance(Duration.ofSeconds(5));
      vertx.runOnContext(_ -> call.complete(new Outcome.Success(Buffer.buffer("1"))));
      StringBuilder received = new StringBuilder();
      while (received.length() < expected.length()) {
        received.append((char) stream.read());
      }
      assertThat(received).hasToString(expected.replace('N', '\n').replace('_', ' '));
    }
    awaitTheEnd();
  }

  @Test
  void noneOnceTheClientHasLeft() throws Exception {
    try (RawClient client = new RawClient(serveHeld().port())) {
      int _ = client.get("/a", "Accept: text/event-stream").answerToHead().status();
      Promise<Outcome.Success> _ = started.join();
      client.reset();
    }
    awaitTheEnd();
  }

  @Test
  void aBugOfOursCutsTheStreamOff() throws IOException {
    PartCall broken =
        (_, _) -> {
          throw new StackOverflowError("a secret of ours");
        };
    try (RecordedLogs logs = new RecordedLogs();
        RawClient client = new RawClient(serve(broken).port())) {
      client.get("/a", "Accept: text/event-stream", "X-Request-Id: r1");
      assertThatThrownBy(
              () -> {
                int _ = client.answerToHead().status();
                String line = client.chunks().line();
                throw new AssertionError(line);
              })
          .isInstanceOf(IOException.class);
      awaitTheEnd();
      assertThat(logs.lines()).containsExactly("ERROR Internal error, request r1");
    }
  }

  private void awaitTheEnd() {
    assertThat(Eventually.holds(Patience.HANG, () -> admission.inFlight() == 0))
        .isLessThan(Patience.HANG);
    assertThat(
            TestVertx.onLoop(
                vertx,
                () -> {
                  clock.advance(Duration.ofSeconds(90));
                  return Future.succeededFuture(clock.timers());
                }))
        .as("timers that are left")
        .isZero();
  }
}
