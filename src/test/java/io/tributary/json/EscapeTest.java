package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {

  private static final int PLACES = 16;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u0022",
        "\\u00e9",
        "\\u00E9",
        "\\uabcd",
        "\\uEF01",
        "\\u2345",
        "\\u6789",
        "\\uFFFF",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\ude00",
        "\\ude00\\ud83d",
        "\\\\u",
        "\\\\\\\"",
        "\\\\\\\\",
        "\\u00e9f",
        "\\\"\\\"\\\"\\\"\\\"",
      })
  void acceptsEveryEscapeAtEveryPlace(String escape) {
    for (int place = 0; place < PLACES; place++) {
      for (int after = 0; after < PLACES; after++) {
        String document = "\"" + "x".repeat(place) + escape + "x".repeat(after) + "\"";
        assertThat(verdict(document)).isEqualTo(Verdict.VALID);
      }
      assertThat(verdict("{\"" + "x".repeat(place) + escape + "\":0}")).isEqualTo(Verdict.VALID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\a",
        "\\'",
        "\\0",
        "\\x41",
        "\\v",
        "\\e",
        "\\N",
        "\\U0041",
        "\\ ",
        "\\\u00e9",
        "\\\n",
        "\\\u0000",
        "\\u",
        "\\u1",
        "\\u12",
        "\\u123",
        "\\u123g",
        "\\u12g4",
        "\\u1g34",
        "\\ug234",
        "\\u{41}",
        "\\u+123",
        "\\u-123",
        "\\u 123",
        "\\u12\\u1234",
        "\\u004@",
        "\\u004G",
        "\\u004`",
        "\\u004/",
        "\\u004:",
        "\\u00\u00e9",
        "\\u000\u0010",
        "\\u\uff11\uff11\uff11\uff11",
      })
  void saysWhereABadEscapeStarts(String escape) {
    for (int place = 0; place < PLACES; place++) {
      String document = "[\"" + "x".repeat(place) + escape + "\"]";
      assertThat(verdict(document)).isEqualTo(new Verdict.Invalid(2 + place, "malformed escape"));
    }
  }

  @Test
  void tellsAnEscapeCutOffFromABadOne() {
    for (String head : new String[] {"\"\\", "\"\\u", "\"\\u1", "\"\\u12", "\"\\u123", "\"\\\""}) {
      assertThat(verdict(head)).isEqualTo(new Verdict.Invalid(head.length(), "unexpected end"));
    }
  }

  @Test
  void takesEveryLetterAsTheReferenceDoes() {
    for (int b = 0; b < 128; b++) {
      byte[] letter = ("\"\\" + (char) b + "\"").getBytes(UTF_8);
      byte[] hex = ("\"\\u00" + (char) b + "0\"").getBytes(UTF_8);
      for (byte[] document : new byte[][] {letter, hex}) {
        assertThat(JsonCheck.check(document, 0, document.length).equals(Verdict.VALID))
            .as("%#x", b)
            .isEqualTo(ReferenceJson.accepts(document));
      }
    }
  }

  private static Verdict verdict(String document) {
    return Placement.verdict(document.getBytes(UTF_8));
  }
}
