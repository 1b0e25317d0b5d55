package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.aggregate.Reason;
import io.tributary.support.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the README to what there is. */
class ReadmeTest {
  private final String readme = read("README.md");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void explainsEveryReason(Reason reason) {
    assertThat(readme).contains("| `" + reason.code() + "` |");
  }

  @Test
  void namesEveryMetric() {
    assertThat(MetricNames.ALL)
        .allSatisfy(
            name ->
                assertThat(readme)
                    .contains(
                        name.replaceFirst("tributary_transform(?=_\\w+_)|^$", "")
                            .replaceFirst("_total$|_seconds$", "")));
  }

  @Test
  void explainsEveryConfigurationKey() throws IOException {
    List<String> keys = new ArrayList<>();
    collect(new ObjectMapper().readTree(read("config/tributary.schema.json")), keys);
    assertThat(keys).hasSizeGreaterThan(25).allSatisfy(key -> assertThat(readme).contains(key));
  }

  @Test
  void namesOnlyFilesThatExist() {
    Pattern.compile("`((?:deploy|config|src)/[\\w./-]+)`")
        .matcher(readme)
        .results()
        .map(match -> match.group(1))
        .forEach(file -> assertThat(Path.of(file)).exists());
  }

  @Test
  void givesTheTestCommandThatContinuousIntegrationRuns() {
    assertThat(readme).contains("mvn -B -ntp verify");
    assertThat(read(".ci/run")).contains("mvn -B -ntp verify");
  }

  private static void collect(JsonNode schema, List<String> keys) {
    JsonNode properties = schema.path("properties");
    properties.fieldNames().forEachRemaining(keys::add);
    schema.forEach(child -> collect(child, keys));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException missing) {
      throw new IllegalStateException(file, missing);
    }
  }
}
