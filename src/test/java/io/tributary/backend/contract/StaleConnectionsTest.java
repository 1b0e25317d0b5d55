package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.support.FakeBackend;
import io.tributary.support.LoopPause;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryTransport
class StaleConnectionsTest {
  @RegisterExtension final Wire wire;

  StaleConnectionsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  @DisplayName("fault 134: keep-alive announced, and closed after each response")
  void hidesABackendThatClosesAfterEachAnswer() {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              exchange.answer(Wire.own(exchange.head().split(" ", 3)[1]));
              exchange.closeConnection();
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 500; i++) {
      assertThat(pipe.body("/a?n=" + i)).isEqualTo(Wire.own("/a?n=" + i));
    }
  }

  @Test
  @DisplayName("fault 134: closed when the next request arrives")
  void hidesABackendThatClosesWhenTheNextRequestArrives() {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.request() == 1) {
                exchange.answer("[" + exchange.connection() + "]");
              } else if (exchange.connection() % 2 == 0) {
                exchange.closeConnection();
              } else {
                exchange.resetConnection();
              }
            });
    Wire.Pipe pipe = wire.pipe(backend);
    int connection = 0;
    for (int i = 1; i <= 50; i++) {
      int next = Integer.parseInt(pipe.body("/a").replaceAll("[\\[\\]]", ""));
      assertThat(next).as("each answer is a new connection's").isGreaterThan(connection);
      connection = next;
    }
    assertThat(backend.heads())
        .as("every attempt has the headers and the time left")
        .hasSizeGreaterThan(90)
        .allSatisfy(
            head -> assertThat(head).contains("x-call: /a").contains("request-timeout-ms: "));
  }

  @Test
  @DisplayName("fault 135: idle connections that the backend has closed")
  void hidesABackendThatHasClosedAllItsIdleConnections() {
    assumeFalse(wire.differs(Difference.SHARES_CONNECTIONS), "there is one connection only");
    List<FakeBackend.Exchange> first = new CopyOnWriteArrayList<>();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.connection() > 4) {
                exchange.answer("[2]");
              } else if (exchange.request() == 1) {
                first.add(exchange);
                if (first.size() == 4) {
                  first.forEach(one -> one.answer("[1]"));
                }
              } else {
                exchange.close(); // each is only found to be dead when it is asked
              }
            });
    Wire.Pipe pipe = wire.pipe(backend, 4);
    List<Future<Buffer>> together = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      together.add(pipe.start("/a", Wire.LONG));
    }
    together.forEach(call -> assertThat(TestVertx.await(call)).hasToString("[1]"));
    assertThat(pipe.body("/b")).isEqualTo("[2]");
  }

  /** The client sees all of it in one turn of its event loop, as when a backend restarts. */
  @Test
  @DisplayName("fault 134: a backend that closes all connections at once fails no call")
  void hidesABackendThatClosesAllConnectionsAtOnce() {
    assumeFalse(wire.differs(Difference.SHARES_CONNECTIONS), "there is one connection only");
    int most = 40;
    int some = 5;
    List<FakeBackend.Exchange> open = new ArrayList<>();
    List<FakeBackend.Exchange> busy = new ArrayList<>();
    AtomicReference<Wire.Pipe> client = new AtomicReference<>();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.head().startsWith("GET /open")) {
                open.add(exchange);
                if (open.size() == most) {
                  open.forEach(one -> one.answer("[1]"));
                }
              } else if (exchange.request() == 1) {
                exchange.answer("[1]");
              } else {
                busy.add(exchange);
                if (busy.size() == some) {
                  client.get().loop().runOnContext(_ -> LoopPause.of(Duration.ofMillis(30)));
                  var _ = wire.vertx().setTimer(10, _ -> closeAll(busy, open));
                }
              }
            });
    Wire.Pipe pipe = wire.pipe(backend, most);
    client.set(pipe);
    for (int round = 0; round < 10; round++) {
      assertThat(together(pipe, "/open", most)).containsOnly("[1]");
      assertThat(together(pipe, "/busy", some)).containsOnly("[1]");
    }
  }

  private static void closeAll(
      List<FakeBackend.Exchange> first, List<FakeBackend.Exchange> others) {
    first.forEach(FakeBackend.Exchange::close);
    others.forEach(FakeBackend.Exchange::close);
    first.clear();
    others.clear();
  }

  private static List<String> together(Wire.Pipe pipe, String target, int calls) {
    List<Future<Buffer>> started = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      started.add(pipe.start(target, Wire.LONG));
    }
    return started.stream().map(Settled::of).toList();
  }

  @Test
  void doesNotRepeatACallOnAFreshConnection() {
    FakeBackend backend = wire.backend(FakeBackend.Exchange::close);
    assertThat(wire.pipe(backend).failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(backend.heads()).hasSize(1);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[",
        "HTTP/1.1 103 Early Hints\r\n\r\n"
      })
  void doesNotRepeatACallOnceAHeadHasArrived(String head) {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write(head);
              exchange.close();
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(backend.heads()).hasSize(2);
  }
}
