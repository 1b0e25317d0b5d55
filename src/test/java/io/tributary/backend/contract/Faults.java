package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Assertions for a backend's faults: a fault fails its own call and no other. */
public final class Faults {
  private Faults() {}

  /** The call fails for this reason; the next ones by the same client get their own bodies. */
  static CallFailedException failsOnlyItsOwnCall(
      Wire wire, Reason reason, FakeBackend.Script fault) {
    FakeBackend backend = wire.faulty(fault);
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    CallFailedException failed = pipe.failure("/bad");
    assertThat(failed.reason()).as(failed.getMessage()).isEqualTo(reason);
    nextCallsAreFine(pipe);
    return failed;
  }

  /** The same for a fault that ends with the deadline. */
  static void endsAtItsDeadline(Wire wire, FakeBackend.Script fault) {
    FakeBackend backend = wire.faulty(fault);
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    long start = System.nanoTime();
    CallFailedException failed = pipe.failure("/bad", Wire.SHORT);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(took).isBetween(Wire.SHORT, Wire.LONG);
    nextCallsAreFine(pipe);
    eventually(() -> backend.openStreams() <= 1); // the abandoned one was ended
  }

  static void nextCallsAreFine(Wire.Pipe pipe) {
    for (int i = 0; i < 3; i++) {
      assertThat(pipe.body("/next?n=" + i)).isEqualTo(Wire.own("/next?n=" + i));
    }
  }

  /** Waits for the condition. It fails if only a hang can take so long. */
  public static void eventually(BooleanSupplier condition) {
    assertThat(Eventually.holds(Patience.HANG, condition))
        .as("until it became so")
        .isLessThan(Patience.HANG);
  }
}
