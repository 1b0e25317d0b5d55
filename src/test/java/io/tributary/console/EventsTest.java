package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.config.Config;
import io.tributary.config.read.Loading;
import io.tributary.ops.ManagementServer;
import io.tributary.scope.Clock;
import io.tributary.scope.WallClock;
import io.tributary.support.EventReader;
import io.tributary.support.Eventually;
import io.tributary.support.FakeSources;
import io.tributary.support.HeldTimers;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The events of the console over real sockets. */
class EventsTest {
  private static final Config CONFIG = Loading.config(Loading.valid());
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Vertx vertx = TestVertx.create();
  private FakeSources sources;
  private Console console;
  private ManagementServer server;

  @BeforeEach
  void start() {
    start(Clock.of(vertx));
  }

  private void start(Clock clock) {
    sources = new FakeSources(() -> CONFIG);
    console = new Console(vertx, sources, WallClock.system(), clock);
    server =
        TestVertx.await(
            ManagementServer.listen(
                vertx,
                new Config.Management(
                    "127.0.0.1",
                    0,
                    100,
                    List.of(),
                    Optional.empty(),
                    new Config.Console(true, false)),
                new ManagementServer.Timeouts(Patience.HANG, Patience.HANG),
                console.endpoints()));
  }

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  private RawClient ask(String method) throws IOException {
    return new RawClient(server.port())
        .send(method + " /console/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Opens as many streams as there can be. */
  private List<EventReader> openAll() throws IOException {
    List<EventReader> readers = new ArrayList<>();
    for (int i = 0; i < EventStreams.MOST; i++) {
      readers.add(EventReader.opened(server.port()));
    }
    return readers;
  }

  private int statusOfOneMore() {
    try (RawClient client = ask("GET")) {
      return client.answerToHead().status();
    } catch (IOException closed) {
      throw new AssertionError(closed);
    }
  }

  /** Returns when one more has been accepted; it leaves again. */
  private void awaitRoom() {
    AtomicBoolean accepted = new AtomicBoolean();
    var _ =
        Eventually.holds(
            Patience.HANG,
            () -> accepted.get() || (isRoom() && accepted.compareAndSet(false, true)));
    assertThat(accepted).isTrue();
  }

  private boolean isRoom() {
    return statusOfOneMore() == 200;
  }

  @Test
  @DisplayName("C1: it has a Date, and HEAD closes a connection as any other request")
  void itsHeadIsThatOfEveryResponse() throws IOException {
    try (RawClient client = ask("GET")) {
      assertThat(client.answerToHead().header("date")).endsWith(" GMT");
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send("HEAD /console/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      RawClient.Answer head = client.answerToHead();
      assertThat(head.header("date")).endsWith(" GMT");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void whatChangesIsSent() throws Exception {
    try (EventReader reader = EventReader.opened(server.port())) {
      JsonNode status = reader.next("status");
      assertThat(status.get("inFlight").intValue()).isEqualTo(2);
      assertThat(reader.next("backends").get(0).get("name").textValue()).isNotEmpty();
      assertThat(reader.next("aggregates").get(0).get("route").textValue()).startsWith("/");
      List<Long> seconds = new ArrayList<>(seconds(status));
      for (int i = 0; i < 2; i++) {
        List<Long> further = seconds(reader.next("status"));
        assertThat(further).isNotEmpty(); // and a late event has two
        seconds.addAll(further);
      }
      assertThat(seconds)
          .as("each second once")
          .isEqualTo(
              LongStream.range(seconds.getFirst(), seconds.getFirst() + seconds.size())
                  .boxed()
                  .toList());
      sources.reload();
      assertThat(reader.next("configuration").get("generation").intValue()).isEqualTo(4);
      assertThat(reader.next("status").get("generation").intValue()).isEqualTo(4);
    }
  }

  private static List<Long> seconds(JsonNode status) {
    List<Long> seconds = new ArrayList<>();
    status.get("seconds").forEach(second -> seconds.add(second.get("t").longValue()));
    return seconds;
  }

  @Test
  void aHeadIsThatOfTheStreamWithoutEvents() throws Exception {
    try (RawClient client = ask("HEAD")) {
      RawClient.Answer head = client.answerToHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(head.header("cache-control")).isEqualTo("no-store");
      client.send("HEAD /console/state HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answerToHead().status()).isEqualTo(200);
    }
  }

  @Test
  void onePageTooManyIsRefusedUntilAnotherLeaves() throws Exception {
    List<EventReader> readers = openAll();
    try (RawClient client = ask("GET")) {
      RawClient.Answer refused = client.answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("20 pages listen already, which is the most");
    }
    readers.getFirst().close();
    awaitRoom();
    for (EventReader reader : readers) {
      reader.close();
    }
  }

  @Test
  void pagesThatDoNotReadAreCut() throws Exception {
    start(hasty());
    sources.readiness("r".repeat(50_000));
    List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < EventStreams.MOST; i++) {
      RawClient client = new RawClient(server.port(), 4096);
      silent.add(client.send("GET /console/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      assertThat(client.answerToHead().status()).isEqualTo(200);
    }
    awaitRoom();
    for (RawClient client : silent) {
      client.close();
    }
  }

  /** A clock whose timers do not wait. */
  private Clock hasty() {
    return new Clock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Timer after(long nanos, Runnable task) {
        long id = vertx.setTimer(1, _ -> task.run());
        return () -> vertx.cancelTimer(id);
      }
    };
  }

  @Test
  void nothingRunsWhileNobodyListens() throws Exception {
    HeldTimers timers = new HeldTimers(SECOND);
    start(timers);
    assertThat(timers.none()).isTrue();
    try (EventReader _ = EventReader.opened(server.port())) {
      timers.awaitOne();
    }
    assertThat(Eventually.holds(Patience.HANG, timers::none)).isLessThan(Patience.HANG);
  }

  @Test
  void closingEndsTheStreams() throws Exception {
    List<EventReader> readers = openAll();
    console.close();
    for (EventReader reader : readers) {
      assertThat(reader.endsWell()).isTrue();
      reader.close();
    }
    assertThat(statusOfOneMore()).isEqualTo(503);
  }
}
