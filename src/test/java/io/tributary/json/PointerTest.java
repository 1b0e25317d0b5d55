package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.JsonPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {
  /** The document of RFC 6901, section 5. */
  private static final String EXAMPLE =
      """
      {
         "foo": ["bar", "baz"],
         "": 0,
         "a/b": 1,
         "c%d": 2,
         "e^f": 3,
         "g|h": 4,
         "i\\\\j": 5,
         "k\\"l": 6,
         " ": 7,
         "m~n": 8
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/foo;[\"bar\", \"baz\"]",
        "/foo/0;\"bar\"",
        "/foo/1;\"baz\"",
        "/;0",
        "/a~1b;1",
        "/c%d;2",
        "/e^f;3",
        "/g|h;4",
        "/i\\j;5",
        "/k\"l;6",
        "/ ;7",
        "/m~0n;8",
      },
      quoteCharacter = '`')
  void findsWhatTheStandardSays(String pointer, String value) {
    assertThat(pointer(pointer).find(document(EXAMPLE)))
        .hasValueSatisfying(found -> assertThat(found).hasToString(value));
  }

  @Test
  void theEmptyPointerIsTheDocument() {
    assertThat(pointer("").find(document(" [1] "))).hasValue(Slice.of("[1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bar",
        "/foo/2",
        "/foo/-",
        "/foo/01",
        "/foo/+1",
        "/foo/length",
        "/foo/0/0",
        "/a",
        "//",
        "/foo/99999999999999999999",
      })
  void findsNothingElse(String pointer) {
    assertThat(pointer(pointer).find(document(EXAMPLE))).isEmpty();
  }

  @Test
  void ofEqualNamesTheLastOneCounts() {
    assertThat(pointer("/a").find(document("{\"a\":1,\"\\u0061\":2}"))).hasValue(Slice.of("2"));
  }

  private static Pointer pointer(String text) {
    return Pointer.of(JsonPointer.of(text).steps());
  }

  private static Slice document(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return Slice.document(bytes, 0, bytes.length);
  }
}
