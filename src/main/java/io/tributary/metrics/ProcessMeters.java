package io.tributary.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.netty.util.internal.PlatformDependent;
import io.tributary.scope.Build;

/** Meters of the process that Micrometer does not have. Stateless. */
final class ProcessMeters {
  private ProcessMeters() {}

  /**
   * Registers the build and Netty's direct memory. Netty allocates outside of the JVM's own buffer
   * pool, whose meter would read about nothing.
   */
  static void register(MeterRegistry registry) {
    registry
        .config()
        .meterFilter(
            MeterFilter.deny(
                id -> id.getName().startsWith("jvm.buffer.") && "direct".equals(id.getTag("id"))));
    Gauge.builder("tributary.build.info", () -> 1)
        .description("The running version, in labels; the value is 1")
        .tag("version", Build.version().orElse("unknown"))
        .tag("java", Runtime.version().toString())
        .register(registry);
    Gauge.builder("tributary.direct.memory", PlatformDependent::usedDirectMemory)
        .description("Direct memory that buffers of connections and bodies take")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tributary.direct.memory.max", PlatformDependent::maxDirectMemory)
        .description("The most direct memory that buffers may take")
        .baseUnit("bytes")
        .register(registry);
  }
}
