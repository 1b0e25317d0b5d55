package io.tributary.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringScanTest {

  private static final int PLACES = 17;

  @Test
  void findsTheClosingQuoteAtAnyPlace() {
    for (int length = 0; length < 3 * PLACES; length++) {
      String text = "x".repeat(length);
      assertThat(verdict("\"" + text + "\"")).isEqualTo(Verdict.VALID);
      assertThat(verdict("{\"" + text + "\":\"" + text + "\"}")).isEqualTo(Verdict.VALID);
      assertThat(verdict("\"" + text)).isEqualTo(new Verdict.Invalid(1 + length, "unexpected end"));
      assertThat(verdict("\"" + text + "\"\""))
          .isEqualTo(new Verdict.Invalid(2 + length, "more after the end of the document"));
    }
  }

  /** Every byte value, at every place of a word and of the tail, behind and before every other. */
  @Test
  void judgesEveryByteAtEveryPlaceAsTheReferenceDoes() {
    for (int place = 0; place < PLACES; place++) {
      for (int b = 0; b < 256; b++) {
        for (String after : new String[] {"", "xxxxxxxxxxx"}) {
          String document = "\"" + "x".repeat(place) + (char) b + after + "\"";
          byte[] bytes = document.getBytes(ISO_8859_1);
          assertThat(JsonCheck.check(bytes, 0, bytes.length).equals(Verdict.VALID))
              .as("%#x at %d", b, place)
              .isEqualTo(ReferenceJson.accepts(bytes));
        }
      }
    }
  }

  @Test
  void refusesEveryControlCharacterWhereItStands() {
    for (int place = 0; place < PLACES; place++) {
      for (char control = 0; control < 0x20; control++) {
        String document = "[\"" + "x".repeat(place) + control + "\"]";
        byte[] bytes = document.getBytes(UTF_8);
        assertThat(JsonCheck.check(bytes, 0, bytes.length))
            .isEqualTo(new Verdict.Invalid(2 + place, "control character in a string"));
      }
    }
  }

  /** A mark may spill into the next byte of its word: the first must win, whatever comes after. */
  @Test
  void looksAtTheFirstStopOfAWordAlone() {
    char[] stops = {'"', '\\', '!', '#', ']', '\u001f', ' ', '~', '\u007f', '\u0080', '\u00ff'};
    for (char first : stops) {
      for (char second : stops) {
        for (int place = 0; place < 7; place++) {
          String document = "[\"" + "x".repeat(place) + first + second + "xxxxxxxx\"]";
          byte[] bytes = document.getBytes(ISO_8859_1);
          assertThat(JsonCheck.check(bytes, 0, bytes.length).equals(Verdict.VALID))
              .as("%#x, %#x at %d", (int) first, (int) second, place)
              .isEqualTo(ReferenceJson.accepts(bytes));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u007f",
        "\u0080",
        "\u009f",
        "\u00a0",
        "caf\u00e9",
        "\u0416\u0417",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00",
        "a\u2028b\u2029c",
        "\ufeff",
        "\ufffe\uffff",
        "\udbff\udfff",
        "/",
        "'",
        "//",
        "{}[],:",
        "\u00e9\u65e5\ud83d\ude00x\u00e9",
        "<script>",
        "NaN",
      })
  void acceptsAnyTextAtAnyPlace(String text) {
    for (int place = 0; place < PLACES; place++) {
      String document = "[\"" + "x".repeat(place) + text + "\",\"" + text + "\"]";
      assertThat(verdict(document)).isEqualTo(Verdict.VALID);
    }
  }

  private static Verdict verdict(String document) {
    return Placement.verdict(document.getBytes(UTF_8));
  }
}
