package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.Config;
import io.tributary.transform.Transform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A configuration as the warm-up runs it. Stateless. */
final class Rehearsal {
  /**
   * So many aggregates share the code that most others run. A warm-up of all would make the start
   * as slow as the configuration is long.
   */
  private static final int MAX_AGGREGATES = 8;

  /**
   * Nothing times out in the warm-up, which has a limit for the whole: on a slow machine, code that
   * is not compiled yet takes longer than any deadline for compiled code.
   */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** The value of every input, whatever its rules, because values that keep them are not known. */
  static final String ANYTHING = "1";

  private static final String LOOPBACK = "127.0.0.1";

  private Rehearsal() {}

  /** What one aggregate exercises that another may not. */
  private record Kind(AggregateMethod method, boolean transforms, boolean derives) {
    static Kind of(AggregateConfig aggregate) {
      return new Kind(
          aggregate.method(),
          aggregate.transform().isPresent(),
          aggregate.parts().stream().anyMatch(part -> part.expressions().findAny().isPresent()));
    }
  }

  /** A few of the aggregates, each kind among them, on a free loopback port. */
  static Config of(Config config) {
    return config
        .withServer(config.server().at(LOOPBACK, 0))
        .withDeadline(DEADLINE)
        .withTransforms(config.transforms().withThreads(1, 1))
        .withAggregates(
            sample(config.aggregates())
                .map(some -> some.anything(ANYTHING).withTimeouts(DEADLINE))
                .toList());
  }

  private static Stream<AggregateConfig> sample(List<AggregateConfig> all) {
    Map<Kind, AggregateConfig> kinds = new LinkedHashMap<>();
    all.forEach(aggregate -> kinds.putIfAbsent(Kind.of(aggregate), aggregate));
    return Stream.concat(kinds.values().stream(), all.stream()).distinct().limit(MAX_AGGREGATES);
  }

  /** The same with the stand-in in the place of the backends of its scheme. */
  static Config at(Config config, StandIn standIn) {
    return config.withBackends(config.backends().stream().map(standIn::inPlaceOf).toList());
  }

  /** Wraps a transform so that it does not fail on the sample data. */
  static Transform of(Transform transform) {
    return new Transform() {
      @Override
      public String name() {
        return transform.name();
      }

      @Override
      public JsonNode apply(ObjectNode parts) {
        try {
          return transform.apply(parts);
        } catch (RuntimeException | StackOverflowError _) {
          return parts;
        }
      }
    };
  }
}
