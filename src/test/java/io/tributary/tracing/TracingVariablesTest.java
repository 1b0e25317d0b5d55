package io.tributary.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingVariablesTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String URL = "http://localhost:4317";

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, otlp",
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4317",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, https://collector/v1/traces"
  })
  void anExporterOrAnEndpointTurnsTracingOn(String name, String value) throws Exception {
    assertThat(TracingVariables.read(Map.of(name, value))).isPresent();
  }

  @Test
  void nothingElseDoes() throws Exception {
    assertThat(TracingVariables.read(Map.of())).isEmpty();
    assertThat(TracingVariables.read(Map.of(ENDPOINT, ""))).isEmpty();
    assertThat(TracingVariables.read(Map.of("OTEL_SERVICE_NAME", "shop"))).isEmpty();
    assertThat(TracingVariables.read(Map.of(ENDPOINT, URL, "OTEL_TRACES_EXPORTER", "none")))
        .isEmpty();
    assertThat(TracingVariables.read(Map.of(ENDPOINT, URL, "OTEL_SDK_DISABLED", "true"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_EXPORTER, zipkin, must be otlp or none",
    "OTEL_EXPORTER_OTLP_PROTOCOL, http/json, must be grpc or http/protobuf",
    "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, thrift, must be grpc or http/protobuf",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, s3cr3t:4317, must be a URL such as http://localhost:4317",
    "OTEL_TRACES_SAMPLER, sometimes, 'must be one of always_on, always_off, traceidratio,"
        + " parentbased_always_on, parentbased_always_off, parentbased_traceidratio'",
  })
  void aMistakeNamesItsVariableAndNotItsValue(String name, String value, String message) {
    assertThatThrownBy(() -> TracingVariables.read(Map.of(ENDPOINT, URL, name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(name + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({"2", "-0.1", "NaN", "half"})
  void theArgumentOfASamplerIsARatio(String argument) {
    Map<String, String> wrong =
        Map.of(
            ENDPOINT,
            URL,
            "OTEL_TRACES_SAMPLER",
            "traceidratio",
            "OTEL_TRACES_SAMPLER_ARG",
            argument);
    assertThatThrownBy(() -> TracingVariables.read(wrong))
        .hasMessage("OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1");
  }

  @Test
  void allMistakesAreSaidTogether() {
    Map<String, String> wrong =
        Map.of(ENDPOINT, "nowhere", "OTEL_EXPORTER_OTLP_PROTOCOL", "x", "OTEL_TRACES_SAMPLER", "x");
    assertThatThrownBy(() -> TracingVariables.read(wrong))
        .satisfies(all -> assertThat(((ConfigException) all).problems()).hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_BSP_MAX_QUEUE_SIZE, s3cr3t",
    "OTEL_EXPORTER_OTLP_HEADERS, s3cr3t",
    "OTEL_EXPORTER_OTLP_TIMEOUT, s3cr3t"
  })
  void whatOnlyOpenTelemetryCanCheckIsAMistakeToo(String name, String value) {
    assertThatThrownBy(
            () -> Tracing.start(TracingVariables.read(Map.of(ENDPOINT, URL, name, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessage(name + ": has a value that OpenTelemetry cannot use");
  }
}
