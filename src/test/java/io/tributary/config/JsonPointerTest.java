package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "/a/0/b", "/a~1b/m~0n", "/~01", "//"})
  void isWrittenAsItWasRead(String text) {
    assertThat(JsonPointer.of(text)).hasToString(text);
  }

  @Test
  void readsNamesWithSlashesAndTildes() {
    assertThat(JsonPointer.of("/a~1b/~01").steps()).containsExactly("a/b", "~1");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, 'must start with a slash, as in /data/items'",
    "/a~2, 'must write ~ as ~0, and / in a name as ~1'",
    "/a~, 'must write ~ as ~0, and / in a name as ~1'",
  })
  void refusesWhatIsNoPointer(String text, String rule) {
    assertThatThrownBy(() -> JsonPointer.of(text)).hasMessage(rule);
  }

  @Test
  void refusesTooManySteps() {
    assertThat(JsonPointer.of("/a".repeat(32)).steps()).hasSize(32);
    assertThatThrownBy(() -> JsonPointer.of("/a".repeat(33)))
        .hasMessage("must have at most 32 steps");
  }
}
