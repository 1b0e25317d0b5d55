package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Call;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.StaleRetry;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleRetryTest {
  @RegisterExtension final Wire wire = new Wire();

  private final VirtualClock clock = new VirtualClock();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void hidesABackendThatClosesAfterEachAnswer() {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              exchange.answer(Wire.own(exchange.head().split(" ", 3)[1]));
              exchange.close();
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 500; i++) {
      assertThat(pipe.body("/a?n=" + i)).isEqualTo(Wire.own("/a?n=" + i));
    }
  }

  @Test
  void hidesABackendThatClosesWhenTheNextRequestArrives() {
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.request() == 1) {
                exchange.answer("[" + exchange.connection() + "]");
              } else if (exchange.connection() % 2 == 0) {
                exchange.close();
              } else {
                Wire.reset(exchange);
              }
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 1; i <= 50; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[" + i + "]");
    }
    assertThat(backend.heads())
        .as("every attempt has the headers and the time left")
        .hasSizeGreaterThan(90)
        .allSatisfy(
            head -> assertThat(head).contains("x-call: /a").contains("request-timeout-ms: "));
  }

  @Test
  void hidesABackendThatHasClosedAllItsIdleConnections() {
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
    Wire.Pipe pipe = wire.pipe(Wire.spec(backend.url(), 4));
    List<Future<Buffer>> together = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      together.add(pipe.start("/a", Wire.LONG));
    }
    together.forEach(call -> assertThat(TestVertx.await(call)).hasToString("[1]"));
    assertThat(pipe.body("/b")).isEqualTo("[2]");
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

  @Test
  void triesOnceMoreAndNoMore() {
    assertThat(failure(stale(0)).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(calls).hasValue(2);
  }

  @Test
  void doesNotTryAgainAfterTheDeadline() {
    assertThat(failure(stale(3)).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotTryAgainWhenCancelled() {
    cancellation.cancel();
    assertThat(failure(stale(0)).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotRepeatOtherFailures() {
    CallFailedException refused = CallFailedException.badStatus(503);
    assertThat(failure((_, _) -> Future.failedFuture(refused))).isSameAs(refused);
  }

  private Backend stale(int seconds) {
    return (_, _) -> {
      calls.incrementAndGet();
      clock.advance(Duration.ofSeconds(seconds));
      return Future.failedFuture(new StaleConnectionException());
    };
  }

  private CallFailedException failure(Backend next) {
    Call call = new Call("/a", _ -> {}, Wire.SUCCESSFUL, cancellation);
    Future<Buffer> result =
        StaleRetry.around(next).call(call, Deadline.after(Duration.ofSeconds(2), clock));
    return Wire.Pipe.failure(result);
  }
}
