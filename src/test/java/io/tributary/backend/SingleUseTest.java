package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleUseTest {
  private final VirtualClock clock = new VirtualClock();
  private final List<String> observed = new ArrayList<>();
  private final SingleUse singleUse =
      new SingleUse(
          "users",
          clock,
          new ConnectionObserver() {
            @Override
            public void unsolicited(String backend) {
              observed.add(backend);
            }
          });

  @Test
  void isNotInForceBeforeAnythingHappens() {
    assertThat(singleUse.inForce()).isFalse();
  }

  @Test
  void lastsAMinuteFromTheLastUnsolicitedByte() {
    singleUse.begin();
    clock.advance(Duration.ofSeconds(40));
    singleUse.begin();
    clock.advance(Duration.ofSeconds(59));
    assertThat(singleUse.inForce()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(singleUse.inForce()).isFalse();
    assertThat(observed).containsExactly("users", "users");
  }
}
