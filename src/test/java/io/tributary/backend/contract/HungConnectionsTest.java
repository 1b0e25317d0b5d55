package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.support.TestVertx;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backend that accepts connections and never says a word leaves nothing behind. */
@EveryTransport
class HungConnectionsTest {
  private static final int CALLS = 6; // more than there are connections in the making

  @RegisterExtension final Wire wire;

  HungConnectionsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  void aConnectionThatIsNeverOpenEndsWithTheCallsThatWaitForIt() {
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger open = new AtomicInteger();
    NetServer silent =
        wire.vertx()
            .createNetServer()
            .connectHandler(
                client -> {
                  accepted.incrementAndGet();
                  open.incrementAndGet();
                  client.exceptionHandler(_ -> {});
                  client.closeHandler(_ -> open.decrementAndGet());
                });
    NetServer _ = TestVertx.await(silent.listen(0, "127.0.0.1"));
    String scheme = wire.differs(Difference.SPEAKS_TLS) ? "https" : "http";
    URI url = URI.create(scheme + "://localhost:" + silent.actualPort());
    Wire.Pipe pipe = wire.pipe(wire.at(url).timeout(Wire.SHORT).build(), Wire.SHORT);
    for (int i = 0; i < CALLS; i++) {
      assertThat(pipe.failure("/a", Wire.SHORT))
          .returns(Reason.TIMEOUT, CallFailedException::reason);
    }
    // Short enough to end while the client that replaced another one is still young.
    assertThat(pipe.failure("/a", Wire.SHORT.dividedBy(4)))
        .returns(Reason.TIMEOUT, CallFailedException::reason);
    Faults.eventually(() -> accepted.get() > 0);
    Faults.eventually(() -> open.get() == 0);
  }
}
