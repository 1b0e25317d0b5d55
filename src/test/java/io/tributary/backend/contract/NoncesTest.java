package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.TestVertx;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A small run of {@code src/bench/nonces}. */
@EveryTransport
class NoncesTest {
  private static final int CALLS = 3000;
  private static final int BROKEN_PERCENT = 10;

  @RegisterExtension final Wire wire;
  private final TransportUnderTest transport;

  NoncesTest(TransportUnderTest transport) {
    this.transport = transport;
    wire = new Wire(transport);
  }

  @Test
  void aCallThatSucceedsHasItsOwnNonceWhileOthersAreBroken() {
    Nonces nonces = new Nonces(ThreadLocalRandom.current().nextLong());
    NonceRun.Plan plan = new NonceRun.Plan(CALLS, BROKEN_PERCENT, false);
    NonceReport report =
        TestVertx.await(new NonceRun(wire.vertx(), transport, nonces, plan).start());
    System.out.println(report); // with the seed
    assertThat(report.calls()).isEqualTo(CALLS);
    assertThat(report.foreign()).as(report.toString()).isZero();
    assertThat(report.explained()).as(report.toString()).isTrue();
  }
}
