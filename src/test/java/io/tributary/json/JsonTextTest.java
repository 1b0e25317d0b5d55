package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

  private final JsonFactory jackson = new JsonFactory();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '~',
      value = {
        "``~\"\"",
        "users~\"users\"",
        "a\"b~\"a\\\"b\"",
        "a\\b~\"a\\\\b\"",
        "a/b~\"a/b\"",
        "<&'>~\"<&'>\"",
        "`\b\f\n\r\t`~\"\\b\\f\\n\\r\\t\"",
        "`\u0000\u001f`~\"\\u0000\\u001f\"",
        "`\u007f\u009f`~\"\\u007f\\u009f\"",
        "a\u2028b\u2029~\"a\\u2028b\\u2029\"",
        "caf\u00e9~\"caf\u00e9\"",
        "\ud83d\ude00~\"\ud83d\ude00\"",
      })
  void escapesWhatMustBeAndNothingElse(String text, String literal) {
    assertThat(new String(JsonText.quoted(text), UTF_8)).isEqualTo(literal);
  }

  @Test
  void writesTheReplacementForHalfASurrogatePair() {
    assertThat(quoted("a\ud83d")).isEqualTo("\"a\\ufffd\"");
    assertThat(quoted("\ude00a")).isEqualTo("\"\\ufffda\"");
    assertThat(quoted("\ude00\ud83d")).isEqualTo("\"\\ufffd\\ufffd\"");
    assertThat(quoted("\ud83d\ud83d\ude00")).isEqualTo("\"\\ufffd\ud83d\ude00\"");
  }

  @Test
  void comesBackFromAParserAsItWas() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x1_0000 ? 1 : 127) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
        if (c % 251 == 0) {
          roundTrip(Character.toString(c));
        }
      }
    }
    roundTrip(all.toString());
  }

  private void roundTrip(String text) throws IOException {
    byte[] literal = JsonText.quoted(text);
    assertThat(JsonCheck.check(literal, 0, literal.length)).isEqualTo(Verdict.VALID);
    try (JsonParser parser = jackson.createParser(literal)) {
      assertThat(parser.nextTextValue()).isEqualTo(text);
    }
  }

  private static String quoted(String text) {
    return new String(JsonText.quoted(text), UTF_8);
  }
}
