package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/b | {'a':{'b':1},'a':{'c':2}} | ",
        "/a/b | {'a':{'b':1},'a':7,'x':[]} | ",
        "/a/b | {'a':{'b':1,'b':[2]},'x':3} | [2]",
        "/a/1/b | {'a':[{'b':1},{'b':{'c':[]}},{'b':3}],'x':4} | {'c':[]}",
        "/a/1 | {'a':[[1,2]],'a':[3,4]} | 4",
        "/a/5 | {'a':[1,2],'b':3} | ",
      },
      quoteCharacter = '`')
  void ofEqualNamesTheLastOneCountsOnEachLevel(String pointer, String json, String value) {
    assertThat(pointer(pointer).find(document(json.replace('\'', '"'))).map(Slice::toString))
        .isEqualTo(Optional.ofNullable(value).map(text -> text.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\b | {'a\\b':1} | false",
        "a\\b | {'a\\\\b':1} | true",
        "a\\ | {'a\\'b':1} | false",
        "a\\ | {'a\\\\':1} | true",
        "a\\n | {'a\\n':1} | false",
        "eight by | {'eight by':1} | true",
        "eight by | {'eight byt':1} | false",
        "nine byte | {'nine byt_':1} | false",
        "nine byte | {'nine byte':1} | true",
      },
      quoteCharacter = '`')
  void namesAreTextsAndNotBytes(String name, String json, boolean found) {
    assertThat(Pointer.of(List.of(name)).find(document(json.replace('\'', '"'))).isPresent())
        .isEqualTo(found);
    Shape keep = Shape.of(List.of(name), List.of(), Map.of());
    assertThat(keep.of(document(json.replace('\'', '"'))).isEmptyObject()).isEqualTo(!found);
  }

  private static Pointer pointer(String text) {
    return Pointer.of(JsonPointer.of(text).steps());
  }

  private static Slice document(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return Slice.document(bytes, 0, bytes.length);
  }
}
