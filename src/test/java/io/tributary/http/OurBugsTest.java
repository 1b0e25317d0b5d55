package io.tributary.http;

import static io.tributary.support.Patience.HANG;
import static io.tributary.support.TestVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.TransformCall;
import io.tributary.http.admission.AdmissionLimit;
import io.tributary.scope.Clock;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bug of ours hurts its own request, shows in the log, and shows nothing to the client. */
class OurBugsTest {
  private static final PartCall GOOD =
      (_, _) -> Future.succeededFuture(new Outcome.Success(Buffer.buffer("[1]")));
  private static final String SECRET = "a secret of ours";

  private final Vertx vertx = TestVertx.create();
  private final AdmissionLimit admission = new AdmissionLimit(1);

  /** The first request of a JVM loads classes for longer than a loop may be blocked. */
  @BeforeAll
  static void loadTheClasses() throws IOException {
    Vertx patient = TestVertx.create(Patience.HANG.toMillis());
    Answer _ =
        answer(patient, new AdmissionLimit(1), List.of(part("good", GOOD)), Optional.empty());
    await(patient.close());
  }

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void isAnInternalReasonWhenACallThrows() throws IOException {
    PartCall throwing =
        (_, _) -> {
          throw new IllegalStateException(SECRET);
        };
    try (RecordedLogs logs = new RecordedLogs()) {
      Answer answer = answer(List.of(part("good", GOOD), part("bad", throwing)), Optional.empty());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .matches(
              "\\{\"complete\":false,\"data\":\\{\"good\":\\[1],\"bad\":null},\"errors\":\\[\\{"
                  + "\"part\":\"bad\",\"reason\":\"internal\",\"message\":\"an internal error\","
                  + "\"elapsedMs\":\\d+}]}");
      assertThat(logs.lines()).containsExactly("ERROR Part bad failed by a bug, request r1");
    }
  }

  @Test
  void is500WhenACallFailsToEvenBeACall() throws IOException {
    PartCall broken =
        (_, _) -> {
          throw new StackOverflowError(SECRET);
        };
    assertBugAnswered(answerTwice(List.of(part("bad", broken)), Optional.empty()));
  }

  @Test
  void is500WhenACallbackOfOursThrowsWhileTheOthersAreCancelled() throws IOException {
    PartCall badListener =
        (_, scope) -> {
          var _ =
              scope.onCancel(
                  () -> {
                    throw new IllegalStateException(SECRET);
                  });
          return Future.future(_ -> {});
        };
    PartCall failing = (_, _) -> Future.failedFuture(new IllegalStateException(SECRET));
    Part required =
        new Part(
            "bad",
            true,
            Optional.empty(),
            Duration.ofSeconds(1),
            List.of(),
            Optional.empty(),
            failing);
    assertBugAnswered(answerTwice(List.of(part("other", badListener), required), Optional.empty()));
  }

  @Test
  void is500WhenATransformThrowsWhatItShouldNot() throws IOException {
    TransformCall throwing =
        (_, _) -> {
          throw new IllegalStateException(SECRET);
        };
    assertBugAnswered(answerTwice(List.of(part("good", GOOD)), Optional.of(throwing)));
  }

  private void assertBugAnswered(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("x-request-id")).isEqualTo("r1");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"detail\":\"an internal error\"}");
    assertLeft();
  }

  /** A moment after its response. */
  private void assertLeft() {
    assertThat(Eventually.holds(HANG, () -> admission.inFlight() == 0)).isLessThan(HANG);
  }

  /** With a limit of one: a request that never leaves would shut the second one out. */
  private Answer answerTwice(List<Part> parts, Optional<TransformCall> transform)
      throws IOException {
    try (RecordedLogs logs = new RecordedLogs()) {
      Answer first = answer(parts, transform);
      assertThat(logs.lines()).contains("ERROR Internal error, request r1");
      assertLeft();
      assertThat(answer(parts, transform).body()).isEqualTo(first.body());
      return first;
    }
  }

  private Answer answer(List<Part> parts, Optional<TransformCall> transform) throws IOException {
    return answer(vertx, admission, parts, transform);
  }

  private static Answer answer(
      Vertx vertx, AdmissionLimit admission, List<Part> parts, Optional<TransformCall> transform)
      throws IOException {
    Plan plan = PlannedServer.plan(parts, transform);
    PublicServer server = PlannedServer.start(vertx, admission, plan, Clock.of(vertx));
    try (RawClient client = new RawClient(server.port())) {
      return client.get("/a", "X-Request-Id: r1").answer();
    }
  }

  private static Part part(String name, PartCall call) {
    return new Part(
        name, false, Optional.empty(), Duration.ofSeconds(1), List.of(), Optional.empty(), call);
  }
}
