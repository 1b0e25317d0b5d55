package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "timeout, timeout",
    "TIMEOUT, timeout",
    "timout, timeout",
    "tiemout, timeout",
    "pth, path",
    "prat, path",
    "por, port",
    "xyz, ''",
    "ab, ''",
    "timeoutaaa, ''"
  })
  void isTheNearestNameIfOneIsNear(String written, String meant) {
    assertThat(Suggestion.nearest(written, List.of("path", "port", "timeout")).orElse(""))
        .isEqualTo(meant);
  }
}
