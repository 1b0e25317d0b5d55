package io.tributary.tracing;

import io.tributary.config.Problem;
import io.tributary.http.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Reads {@code OTEL_TRACES_SAMPLER} and {@code OTEL_TRACES_SAMPLER_ARG}. Stateless. */
final class SamplerVariables {
  private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
  private static final String ARGUMENT = "OTEL_TRACES_SAMPLER_ARG";

  /** The samplers of the specification. Each gets the ratio that the argument says. */
  private enum Sampler {
    ALWAYS_ON(_ -> Sampling.byRatioAlone(1)),
    ALWAYS_OFF(_ -> Sampling.byRatioAlone(0)),
    TRACEIDRATIO(Sampling::byRatioAlone),
    PARENTBASED_ALWAYS_ON(_ -> Sampling.asClientsSay(1)),
    PARENTBASED_ALWAYS_OFF(_ -> Sampling.asClientsSay(0)),
    PARENTBASED_TRACEIDRATIO(Sampling::asClientsSay);

    private final String code = name().toLowerCase(Locale.ROOT);
    private final DoubleFunction<Sampling> sampling;

    Sampler(DoubleFunction<Sampling> sampling) {
      this.sampling = sampling;
    }
  }

  private SamplerVariables() {}

  /** The sampling that the environment asks for; empty if it leaves that to the configuration. */
  static Optional<Sampling> read(Map<String, String> environment, List<Problem> problems) {
    String name = environment.getOrDefault(SAMPLER, "").strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    double ratio = ratio(environment.getOrDefault(ARGUMENT, "").strip(), problems);
    Optional<Sampler> sampler =
        Arrays.stream(Sampler.values()).filter(one -> one.code.equals(name)).findFirst();
    if (sampler.isEmpty()) {
      String known =
          Arrays.stream(Sampler.values()).map(one -> one.code).collect(Collectors.joining(", "));
      problems.add(new Problem(SAMPLER, 0, "must be one of " + known));
    }
    return sampler.map(one -> one.sampling.apply(ratio));
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
