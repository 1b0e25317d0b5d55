package io.tributary.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * The histogram buckets. They are explicit because a percentile histogram needs 69 series per
 * meter.
 */
final class Buckets {
  private static final Duration[] ANSWER =
      seconds(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10);
  private static final Duration[] FAST =
      seconds(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1);

  private Buckets() {}

  /** For responses and backends: the defaults of Prometheus client libraries. */
  static Timer.Builder answer(String name, String help) {
    return Timer.builder(name).description(help).serviceLevelObjectives(ANSWER);
  }

  /** For durations inside the process. */
  static Timer.Builder fast(String name, String help) {
    return Timer.builder(name).description(help).serviceLevelObjectives(FAST);
  }

  private static Duration[] seconds(double... bounds) {
    return DoubleStream.of(bounds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toArray(Duration[]::new);
  }
}
