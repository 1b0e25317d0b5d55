package io.tributary.tracing;

import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.http.Sampling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the standard {@code OTEL_*} variables of the environment say about traces. Immutable.
 *
 * @param properties all of them, by the names of OpenTelemetry's properties
 * @param sampler the sampling that they ask for, instead of the configuration
 */
public record TracingVariables(Map<String, String> properties, Optional<Sampling> sampler) {
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String OTLP = "OTEL_EXPORTER_OTLP_";
  private static final String OTLP_TRACES = "OTEL_EXPORTER_OTLP_TRACES_";
  private static final Set<String> PROTOCOLS = Set.of("grpc", "http/protobuf");

  /** Copies the properties. */
  public TracingVariables {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the variables. Empty if they do not turn tracing on.
   *
   * @throws ConfigException with every mistake found. Values are not shown, they may be secret
   */
  public static Optional<TracingVariables> read(Map<String, String> environment)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    if (!isOn(environment, problems)) {
      throwIfAny(problems);
      return Optional.empty();
    }
    for (String prefix : List.of(OTLP, OTLP_TRACES)) {
      checkProtocol(prefix + "PROTOCOL", environment, problems);
      checkEndpoint(prefix + "ENDPOINT", environment, problems);
    }
    Optional<Sampling> sampler = SamplerVariables.read(environment, problems);
    throwIfAny(problems);
    Map<String, String> properties = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_")) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return Optional.of(new TracingVariables(properties, sampler));
  }

  private static boolean isOn(Map<String, String> environment, List<Problem> problems) {
    if (value("OTEL_SDK_DISABLED", environment).equalsIgnoreCase("true")) {
      return false;
    }
    return switch (value(EXPORTER, environment)) {
      case "otlp" -> true;
      case "none" -> false;
      case "" ->
          !value(OTLP + "ENDPOINT", environment).isEmpty()
              || !value(OTLP_TRACES + "ENDPOINT", environment).isEmpty();
      default -> {
        problems.add(new Problem(EXPORTER, 0, "must be otlp or none"));
        yield false;
      }
    };
  }

  private static void checkProtocol(
      String name, Map<String, String> environment, List<Problem> problems) {
    String protocol = value(name, environment);
    if (!protocol.isEmpty() && !PROTOCOLS.contains(protocol)) {
      problems.add(new Problem(name, 0, "must be grpc or http/protobuf"));
    }
  }

  private static void checkEndpoint(
      String name, Map<String, String> environment, List<Problem> problems) {
    String endpoint = value(name, environment);
    if (!endpoint.isEmpty() && !isUrl(endpoint)) {
      problems.add(new Problem(name, 0, "must be a URL such as http://localhost:4317"));
    }
  }

  private static boolean isUrl(String endpoint) {
    try {
      URI url = new URI(endpoint);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static String value(String name, Map<String, String> environment) {
    return environment.getOrDefault(name, "").strip();
  }

  private static void throwIfAny(List<Problem> problems) throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** How traces are sampled if the configuration wants this share of new ones. */
  Sampling sampling(double ratio) {
    return sampler.orElseGet(() -> Sampling.asClientsSay(ratio));
  }
}
