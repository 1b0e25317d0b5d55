package io.tributary.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  private static final int PLACES = 16;

  /** Both ends of every range that RFC 3629 names, and their neighbours outside. */
  private static final int[] CORNERS = {
    0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF
  };

  private static final int[] TAIL_CORNERS = {0x7F, 0x80, 0xBF, 0xC0};

  @Test
  void acceptsEveryCharacterOfUnicode() {
    StringBuilder text = new StringBuilder("\"");
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.appendCodePoint(c);
      }
    }
    byte[] document = text.append('"').toString().getBytes(UTF_8);
    assertThat(JsonCheck.check(document, 0, document.length)).isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c280",
        "dfbf",
        "e0a080",
        "ecbfbf",
        "ed8080",
        "ed9fbf",
        "ee8080",
        "efbbbf",
        "efbfbf",
        "f0908080",
        "f3bfbfbf",
        "f48fbfbf",
        "c3a9c3a9",
        "c3a961e697a5",
        "f09f9880c3a9",
      })
  void acceptsTheCornersAtEveryPlace(String hex) {
    for (int place = 0; place < PLACES; place++) {
      for (int after = 0; after < PLACES; after++) {
        assertThat(Placement.verdict(string(place, hex, after))).isEqualTo(Verdict.VALID);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0",
        "c1bf",
        "c080",
        "c0af",
        "c27f",
        "c2",
        "c2c0",
        "c361",
        "df",
        "e0",
        "e080",
        "e08080",
        "e09fbf",
        "e0a0",
        "e0a07f",
        "e0a0c0",
        "e1",
        "e180",
        "e17f80",
        "e1c080",
        "ed",
        "eda080",
        "edafbf",
        "edb080",
        "edbfbf",
        "eda0bdedb880",
        "ef",
        "efbf",
        "efbfc0",
        "f0",
        "f0808080",
        "f08fbfbf",
        "f090",
        "f09080",
        "f0908061",
        "f0906180",
        "f1",
        "f18080c0",
        "f3bfbf",
        "f4908080",
        "f4bfbfbf",
        "f48f",
        "f48fbf",
        "f5808080",
        "f7bfbfbf",
        "f888808080",
        "fc8480808080",
        "fe",
        "ff",
        "feff",
        "fffe",
      })
  void refusesWhatIsNotStrictWhereItStarts(String hex) {
    for (int place = 0; place < PLACES; place++) {
      for (int after = 0; after < PLACES; after++) {
        assertThat(Placement.verdict(string(place, hex, after)))
            .isEqualTo(new Verdict.Invalid(1 + place, "not UTF-8"));
      }
    }
  }

  @Test
  void refusesACharacterCutOffByTheEnd() {
    for (String hex : new String[] {"c3a9", "e697a5", "f09f9880"}) {
      byte[] whole = string(3, hex, 0);
      for (int length = 5; length < whole.length - 1; length++) {
        assertThat(JsonCheck.check(whole, 0, length))
            .isEqualTo(new Verdict.Invalid(4, "not UTF-8"));
      }
    }
  }

  @Test
  void judgesEveryPairOfBytesAsTheReferenceDoes() {
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0; second < 0x100; second++) {
        for (int tails = 0; tails < 3; tails++) {
          agree(lead, second, 0x80, 0x80, 2 + tails);
        }
      }
    }
  }

  @Test
  void judgesEveryMeetingOfCornersAsTheReferenceDoes() {
    for (int a : CORNERS) {
      for (int b : CORNERS) {
        for (int c : TAIL_CORNERS) {
          for (int d : TAIL_CORNERS) {
            agree(a, b, c, d, 4);
          }
        }
      }
    }
  }

  private static void agree(int a, int b, int c, int d, int length) {
    byte[] document = {'"', (byte) a, (byte) b, (byte) c, (byte) d, '"'};
    document[1 + length] = '"';
    int to = length + 2;
    boolean accepted = JsonCheck.check(document, 0, to).equals(Verdict.VALID);
    byte[] alone = Arrays.copyOf(document, to);
    if (accepted != ReferenceJson.accepts(alone)) {
      throw new AssertionError(HexFormat.of().formatHex(alone) + " accepted: " + accepted);
    }
  }

  private static byte[] string(int before, String hex, int after) {
    String middle = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    return ("\"" + "x".repeat(before) + middle + "x".repeat(after) + "\"").getBytes(ISO_8859_1);
  }
}
