package io.tributary.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the variable of the environment that OpenTelemetry cannot use. Stateless. */
final class WrongVariable {
  private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z0-9_]+)+");

  private WrongVariable() {}

  /** The mistake, without the value, which may be secret. */
  static ConfigException of(ConfigurationException wrong) {
    Matcher property = PROPERTY.matcher(String.valueOf(wrong.getMessage()));
    String name = property.find() ? property.group() : "otel";
    return new ConfigException(
        List.of(
            new Problem(
                name.toUpperCase(Locale.ROOT).replace('.', '_'),
                0,
                "has a value that OpenTelemetry cannot use")));
  }
}
