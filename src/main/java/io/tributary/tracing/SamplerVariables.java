package io.tributary.tracing;

import io.tributary.config.Problem;
import io.tributary.http.Sampling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code OTEL_TRACES_SAMPLER} and {@code OTEL_TRACES_SAMPLER_ARG}. Stateless. */
final class SamplerVariables {
  private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
  private static final String ARGUMENT = "OTEL_TRACES_SAMPLER_ARG";

  private static final String KNOWN =
      "always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off,"
          + " parentbased_traceidratio";

  private SamplerVariables() {}

  /** The sampling that the environment asks for; empty if it leaves that to the configuration. */
  static Optional<Sampling> read(Map<String, String> environment, List<Problem> problems) {
    String name = environment.getOrDefault(SAMPLER, "").strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    double ratio = ratio(environment.getOrDefault(ARGUMENT, "").strip(), problems);
    Optional<Sampling> sampling = sampling(name, ratio);
    if (sampling.isEmpty()) {
      problems.add(new Problem(SAMPLER, 0, "must be one of " + KNOWN));
    }
    return sampling;
  }

  private static Optional<Sampling> sampling(String name, double ratio) {
    return switch (name) {
      case "always_on" -> Optional.of(Sampling.byRatioAlone(1));
      case "always_off" -> Optional.of(Sampling.byRatioAlone(0));
      case "traceidratio" -> Optional.of(Sampling.byRatioAlone(ratio));
      case "parentbased_always_on" -> Optional.of(Sampling.asClientsSay(1));
      case "parentbased_always_off" -> Optional.of(Sampling.asClientsSay(0));
      case "parentbased_traceidratio" -> Optional.of(Sampling.asClientsSay(ratio));
      default -> Optional.empty();
    };
  }

  private static double ratio(String argument, List<Problem> problems) {
    if (argument.isEmpty()) {
      return 1;
    }
    try {
      double ratio = Double.parseDouble(argument);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException _) { // the same mistake
    }
    problems.add(new Problem(ARGUMENT, 0, "must be a number from 0 to 1"));
    return 1;
  }
}
