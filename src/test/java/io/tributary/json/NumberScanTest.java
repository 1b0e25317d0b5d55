package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "9",
        "-1",
        "10",
        "19",
        "90",
        "1234567",
        "12345678",
        "123456789",
        "123456789012345678901234567890",
        "-9223372036854775809",
        "18446744073709551616",
        "0.0",
        "0.1",
        "-0.0",
        "0.00000000",
        "0.123456789",
        "1.0",
        "10.01",
        "-10.10",
        "3.14159265358979",
        "0e0",
        "0E0",
        "0e+0",
        "0e-0",
        "-0e-0",
        "1e1",
        "1E1",
        "1e+1",
        "1E+1",
        "1e-1",
        "1E-1",
        "1e01",
        "1e00000000",
        "1.5e3",
        "1.5E+3",
        "1.5e-3",
        "-1.5E-03",
        "0.0e0",
        "1e400",
        "-1e400",
        "1e-400",
        "1e99999999999999999999",
        "0.000000000000000000000000000000000000000000001e-5000",
      })
  void acceptsAnyNumberOfTheGrammar(String number) {
    for (String around : new String[] {"%s", " %s ", "[%s]", "[0,%s ,1]", "{\"a\":%s}", "%s\n"}) {
      assertThat(verdict(around.formatted(number))).isEqualTo(Verdict.VALID);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-,1", "--1,1", "-a,1", "-.1,1", "-e1,1", "- 1,1", "-Infinity,1", "-NaN,1", "00,1", "01,1",
    "-01,2", "-00,2", "012345678,1", "00.1,1", "1.,2", "0.,2", "-1.,3", "1.a,2", "1..2,2", "1.-2,2",
    "1.e1,2", "1. 2,2", "0.e1,2", "1e,2", "1E,2", "1e+,3", "1e-,3", "1ea,2", "1e+-1,3", "1e++1,3",
    "1e.5,2", "1ee1,2", "1e 1,2", "0e,2", "1.5e,4", "1.5e+,5",
  })
  void saysWhereANumberGoesWrong(String number, int offset) {
    assertThat(verdict("[" + number + ",1]"))
        .isEqualTo(new Verdict.Invalid(1 + offset, "malformed number"));
    String rule = offset == number.length() ? "unexpected end" : "malformed number";
    assertThat(verdict(number)).isEqualTo(new Verdict.Invalid(offset, rule));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5.5,3",
    "1e1.5,3",
    "1e1e1,3",
    "0x1F,1",
    "1_000,1",
    "1f,1",
    "1L,1",
    "1-1,1",
    "1+1,1",
    "0-1,1",
    "1\u0661,1",
    "1/2,1",
    "1:2,1",
    "12345678a,8",
    "1234567/,7",
    "1234567:,7",
  })
  void leavesWhatFollowsANumberToItsCaller(String number, int offset) {
    assertThat(verdict("[" + number + "]"))
        .isEqualTo(new Verdict.Invalid(1 + offset, "unexpected character"));
    assertThat(verdict(number))
        .isEqualTo(new Verdict.Invalid(offset, "more after the end of the document"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", ".5", "e1", "Infinity", "NaN", "\u0661", "\uff11"})
  void refusesWhatNoNumberStartsWith(String number) {
    assertThat(verdict(number)).isEqualTo(new Verdict.Invalid(0, "unexpected character"));
  }

  @Test
  void findsTheEndOfDigitRunsOfAnyLength() {
    for (int length = 1; length <= 40; length++) {
      String digits = "7".repeat(length);
      assertThat(verdict("[" + digits + "]")).isEqualTo(Verdict.VALID);
      assertThat(verdict("[0." + digits + "e-" + digits + "]")).isEqualTo(Verdict.VALID);
      assertThat(verdict("[" + digits + "." + digits + "x]"))
          .isEqualTo(new Verdict.Invalid(2 + 2 * length, "unexpected character"));
    }
  }

  @Test
  void takesNoOtherByteForADigitAtAnyPlaceOfAWord() {
    byte[] document = "[1111111111111111,1]".getBytes(UTF_8);
    for (int at = 2; at < 16; at++) {
      for (int b = 0; b < 256; b++) {
        byte[] spoilt = document.clone();
        spoilt[at] = (byte) b;
        boolean fits = ReferenceJson.accepts(spoilt);
        Verdict verdict = JsonCheck.check(spoilt, 0, spoilt.length);
        assertThat(verdict.equals(Verdict.VALID)).as("%#x at %d", b, at).isEqualTo(fits);
      }
    }
  }

  private static Verdict verdict(String document) {
    return Placement.verdict(document.getBytes(UTF_8));
  }
}
