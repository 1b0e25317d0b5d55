package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Attempt;
import io.tributary.scope.Timeline.Step;
import io.tributary.support.FakeBackend;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The timeline of a call says what it spent its time on, over every transport. */
@EveryTransport
class PhasesTest {
  @RegisterExtension final Wire wire;

  private final AtomicReference<Timeline> last = new AtomicReference<>(Timeline.NONE);

  PhasesTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  private Wire.Pipe recorded(FakeBackend backend) {
    return wire.pipe(backend)
        .with(
            next ->
                (request, scope) -> {
                  last.set(Timeline.on(scope.deadline().clock()));
                  return next.call(request, scope.on(last.get())).onComplete(_ -> last.get().end());
                });
  }

  private List<Phase> phases() {
    return last.get().steps().stream().map(Step::phase).toList();
  }

  @Test
  void aCallConnectsOnceAndItsPhasesFollowOneAnother() {
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    Wire.Pipe pipe = recorded(backend);
    assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
    assertThat(phases()).containsExactly(Phase.CONNECTING, Phase.RESPONSE, Phase.BODY, Phase.CHECK);
    assertThat(pipe.body("/b")).isEqualTo(Wire.own("/b"));
    assertThat(phases()).containsExactly(Phase.CONNECTION, Phase.RESPONSE, Phase.BODY, Phase.CHECK);
    List<Step> steps = last.get().steps();
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).from()).isEqualTo(steps.get(i - 1).to());
    }
    assertThat(last.get().attempts())
        .singleElement()
        .returns(1, Attempt::number)
        .returns(true, Attempt::reused)
        .returns(200, Attempt::status)
        .extracting(attempt -> ((InetSocketAddress) attempt.peer()).getPort())
        .isEqualTo(backend.url().getPort());
  }

  @Test
  void aStatusThatIsNotAcceptedIsKept() {
    Wire.Pipe pipe =
        recorded(
            wire.faulty(
                exchange -> exchange.write("HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\n{}")));
    assertThat(pipe.failure("/bad").status()).hasValue(503);
    assertThat(last.get().attempts()).singleElement().returns(503, Attempt::status);
  }

  @Test
  void aCallThatTimesOutEndsInThePhaseThatTookSoLong() {
    Wire.Pipe pipe = recorded(wire.faulty(_ -> {}));
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm")); // so that it need not connect
    assertThat(pipe.failure("/bad", Wire.SHORT)).isNotNull();
    assertThat(phases()).endsWith(Phase.RESPONSE);
  }
}
