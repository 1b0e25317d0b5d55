package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineLimitsTest {
  private static final long MIB = 1 << 20;

  private static MachineLimits machine(long heapMib, long directMib, long descriptors) {
    return new MachineLimits(heapMib * MIB, directMib * MIB, descriptors);
  }

  @Test
  @DisplayName("A1: bytes in flight are an eighth of the heap, and at most half of direct memory")
  void boundsBytes() {
    assertThat(machine(128, 128, 1024).bytesInFlight()).isEqualTo(16 * MIB);
    assertThat(machine(1024, 128, 1024).bytesInFlight()).isEqualTo(64 * MIB);
    assertThat(machine(2, 2, 1024).bytesInFlight()).isEqualTo(MIB);
  }

  @Test
  @DisplayName("A2: as many connections as a quarter of the heap can hold")
  void boundsConnections() {
    assertThat(machine(128, 128, 1_000_000).connections(100)).isEqualTo(1024);
    assertThat(machine(64_000, 128, 1_000_000).connections(100)).isEqualTo(10_000);
  }

  @Test
  @DisplayName("A4: descriptors are left for the management server and the backends")
  void leavesDescriptors() {
    assertThat(machine(4096, 128, 400).mostConnections(100)).isEqualTo(150);
    assertThat(machine(4096, 128, 400).connections(100)).isEqualTo(100);
    assertThat(machine(4096, 128, 10).connections(100)).isEqualTo(16);
  }

  @Test
  void knowsThisProcess() {
    MachineLimits here = MachineLimits.ofThisProcess();
    assertThat(here.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(here.direct()).isPositive();
    assertThat(here.descriptors()).isGreaterThan(16);
  }
}
