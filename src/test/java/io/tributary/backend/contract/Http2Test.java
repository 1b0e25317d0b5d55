package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Settings;
import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.scope.Cancellation;
import io.tributary.support.FakeBackend;
import io.tributary.support.FreezingProxy;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only HTTP/2 has: streams that share a connection, and words for giving one up. */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = TransportUnderTest.class,
    names = {"WEB_H2C", "WEB_H2"})
class Http2Test {
  /** How soon a connection has to show that it is alive after a call on it has timed out. */
  private static final Duration ALIVE_WITHIN = Duration.ofSeconds(1);

  private static final Http2Settings NO_WINDOW = new Http2Settings().initialWindowSize(0);
  private static final Buffer BODY = Buffer.buffer("[1]");

  @RegisterExtension final Wire wire;

  Http2Test(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  void callsAtTheSameTimeShareAConnection() {
    List<FakeBackend.Exchange> asked = new CopyOnWriteArrayList<>();
    FakeBackend backend = wire.backend(answeringTogether(asked, 3));
    Wire.Pipe pipe = wire.pipe(backend, 3);
    List<Future<Buffer>> calls = start(pipe, 3);
    calls.forEach(call -> assertThat(TestVertx.await(call)).hasToString("[1]"));
    assertThat(backend.connections()).isEqualTo(1);
    int first = asked.getFirst().streamId();
    assertThat(asked)
        .extracting(FakeBackend.Exchange::streamId)
        .containsExactly(first, first + 2, first + 4);
  }

  @Test
  @DisplayName("fault 157: few streams at a time")
  void aLimitOfTwoStreamsMakesSixCallsThreeWaves() {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger open = new AtomicInteger();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              var _ =
                  wire.vertx()
                      .setTimer(
                          20,
                          _ -> {
                            open.decrementAndGet();
                            exchange.answer("[1]");
                          });
            },
            new Http2Settings().maxConcurrentStreams(2));
    Wire.Pipe pipe = wire.pipe(backend, 6);
    assertThat(pipe.body("/warm")).isEqualTo("[1]");
    start(pipe, 6).forEach(call -> assertThat(TestVertx.await(call)).hasToString("[1]"));
    assertThat(most.get()).isLessThanOrEqualTo(2 * backend.connections());
  }

  @Test
  @DisplayName("fault 157: REFUSED_STREAM")
  void aStreamThatWasRefusedIsTriedOnceMore() {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.request() % 2 == 1) {
                exchange.resetStream(Http2Error.REFUSED_STREAM);
              } else {
                exchange.answer("[1]");
              }
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 20; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[1]");
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest(name = "fault 157: RST_STREAM {0}")
  @EnumSource(
      value = Http2Error.class,
      names = {"INTERNAL_ERROR", "PROTOCOL_ERROR", "CANCEL", "ENHANCE_YOUR_CALM", "NO_ERROR"})
  void aStreamThatWasResetForAnotherReasonIsNot(Http2Error code) {
    FakeBackend backend = wire.faulty(exchange -> exchange.resetStream(code));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(backend.heads().stream().filter(head -> head.contains("/bad"))).hasSize(1);
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 157: a window that is never opened")
  void aBodyThatMayNotBeSentEndsWithItsCall() {
    FakeBackend backend = wire.backend(Wire.echoing(_ -> {}), NO_WINDOW);
    Wire.Pipe pipe = wire.pipe(backend);
    int slow = 0; // how often a busy machine may have kept the connection from being alive in time
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(Wire.Pipe.failure(pipe.post("/bad", BODY, Wire.SHORT)).reason())
          .isEqualTo(Reason.TIMEOUT);
      Faults.nextCallsAreFine(pipe);
      slow += System.nanoTime() - start < ALIVE_WITHIN.toNanos() ? 0 : 1;
    }
    Faults.eventually(() -> backend.openStreams() == 0);
    assertThat(backend.connections()).isBetween(1, 1 + slow);
  }

  /** A backend may do both (RFC 9113, 8.1). */
  @ParameterizedTest(name = "it asks for no more of the body: {0}")
  @ValueSource(booleans = {false, true})
  void aResponseToABodyThatIsNotReadEndsItsStream(boolean asks) {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              exchange.answer("[1]");
              if (asks) {
                exchange.resetStream(Http2Error.NO_ERROR);
              }
            },
            NO_WINDOW);
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 20; i++) {
      assertThat(TestVertx.await(pipe.post("/a", BODY, Wire.LONG))).hasToString("[1]");
    }
    Faults.eventually(() -> backend.openStreams() == 0);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 157: GOAWAY that covers a call")
  void callsInFlightSurviveAGoAwayThatCoversThem() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.goAway(exchange.streamId());
              var _ = wire.vertx().setTimer(50, _ -> exchange.answer("[1]"));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    for (int i = 0; i < 5; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
      Faults.nextCallsAreFine(pipe);
    }
  }

  @Test
  @DisplayName("fault 157: GOAWAY that does not cover a call")
  void aCallThatAGoAwaySaysWasNotProcessedIsTriedOnceMore() {
    AtomicInteger asked = new AtomicInteger();
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              if (asked.incrementAndGet() % 2 == 1) {
                exchange.goAway(Math.max(0, exchange.streamId() - 2));
              } else {
                exchange.answer("[1]");
              }
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 10; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
    }
    assertThat(asked).hasValue(20);
  }

  /** We allow none (RFC 9113, 8.4), so the connection is broken, and the call with it. */
  @Test
  @DisplayName("fault 157: PUSH_PROMISE")
  void aPushedResponseReachesNobody() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              int promised = exchange.streamId() + 1;
              exchange.sendFrame(
                  Http2FrameTypes.PUSH_PROMISE,
                  ResponseText.END_HEADERS,
                  exchange.streamId(),
                  ResponseText.promise(promised));
              exchange.sendFrame(
                  Http2FrameTypes.HEADERS,
                  ResponseText.END_HEADERS,
                  promised,
                  ResponseText.STATUS_200);
              exchange.sendFrame(
                  Http2FrameTypes.DATA,
                  ResponseText.END_STREAM,
                  promised,
                  Buffer.buffer("[\"pushed\"]"));
              exchange.answer("[1]");
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    for (int i = 1; i <= 5; i++) {
      assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
      int open = i;
      Faults.eventually(() -> backend.open() == 0 && backend.connections() == open);
      Faults.nextCallsAreFine(pipe);
    }
  }

  @Test
  void aCallThatIsCancelledResetsItsStreamAndLeavesItsNeighboursAlone() {
    List<FakeBackend.Exchange> asked = new CopyOnWriteArrayList<>();
    FakeBackend backend = wire.backend(asked::add);
    Wire.Pipe pipe = wire.pipe(backend, 3);
    Cancellation cancellation = new Cancellation();
    Future<Buffer> cancelled = pipe.start("/cancelled", Wire.LONG, cancellation);
    List<Future<Buffer>> others = start(pipe, 2);
    Faults.eventually(() -> asked.size() == 3);
    pipe.cancel(cancellation);
    Wire.Pipe.awaitCancelled(cancelled);
    Faults.eventually(() -> backend.openStreams() == 2);
    asked.stream()
        .filter(exchange -> !exchange.head().contains("/cancelled"))
        .forEach(exchange -> exchange.answer("[1]"));
    others.forEach(call -> assertThat(TestVertx.await(call)).hasToString("[1]"));
    assertThat(backend.connections()).isEqualTo(1);
  }

  /** On HTTP/2 a call that times out leaves its connection to the others. */
  @Test
  void aConnectionWhosePeerIsGoneIsReplacedAfterATimeout() {
    assumeFalse(wire.differs(Difference.SPEAKS_TLS), "the proxy is called by another name");
    FakeBackend backend = wire.faulty(_ -> {});
    FreezingProxy proxy = FreezingProxy.start(wire.vertx(), backend.url());
    Wire.Pipe pipe = wire.pipe(wire.at(proxy.url()).build());
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    proxy.freeze();
    assertThat(pipe.failure("/a", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
    Faults.eventually(() -> pipe.settled("/b").equals(Wire.own("/b")));
    assertThat(backend.connections()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aCallThatTimesOutLeavesAConnectionThatIsAlive() {
    FakeBackend backend = wire.faulty(_ -> {});
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    int slow = 0; // how often a busy machine may have kept it from being alive in time
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(pipe.failure("/bad", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
      Faults.nextCallsAreFine(pipe);
      slow += System.nanoTime() - start < ALIVE_WITHIN.toNanos() ? 0 : 1;
    }
    assertThat(backend.connections()).isBetween(1, 1 + slow);
  }

  @Test
  void aConnectionThatEndsFailsItsOwnCallsAndNoLaterOne() {
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::closeConnection);
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void aStreamThatEndsWithoutAResponseFailsItsOwnCallAtOnce() {
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::endStream);
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    for (int i = 0; i < 5; i++) {
      assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
      Faults.nextCallsAreFine(pipe);
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  /** None of them meets the closed connection again. */
  @Test
  void callsThatSharedAConnectionThatWasClosedAreAllTriedOnceMore() {
    List<FakeBackend.Exchange> asked = new CopyOnWriteArrayList<>();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.connection() > 1 || exchange.head().contains("/warm")) {
                exchange.answer("[" + exchange.connection() + "]");
                return;
              }
              asked.add(exchange);
              if (asked.size() == 8) {
                exchange.closeConnection();
              }
            });
    Wire.Pipe pipe = wire.pipe(backend, 8);
    assertThat(pipe.body("/warm")).isEqualTo("[1]");
    start(pipe, 8).forEach(call -> assertThat(TestVertx.await(call)).hasToString("[2]"));
    assertThat(backend.connections()).isEqualTo(2);
  }

  private static FakeBackend.Script answeringTogether(
      List<FakeBackend.Exchange> asked, int together) {
    return exchange -> {
      asked.add(exchange);
      if (asked.size() == together) {
        asked.forEach(one -> one.answer("[1]"));
      }
    };
  }

  private static List<Future<Buffer>> start(Wire.Pipe pipe, int calls) {
    List<Future<Buffer>> started = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      started.add(pipe.start("/a", Wire.LONG));
    }
    return started;
  }
}
