package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects A8 and B9: what no tree can hold, or holds only after a long time. */
class TreeCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\\ude00\"",
        "\"\\uD83D\\uDE00\\\\\\\"\"",
        "\"\\\\ud800\"",
        "{\"\\u00e9\":\"\\u0000\"}",
        "\"1e99999999999\"",
        "[1e2147483647,-1E-2147483647,0.0,1e6]",
        "0e0000000000000000001",
      })
  void letsPassWhatATreeHolds(String json) {
    assertThat(check(json)).isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'\\ud800':1}                | 2 | half of a surrogate pair",
        "['\\ud800abc']               | 2 | half of a surrogate pair",
        "'\\udc00\\ud800'             | 1 | half of a surrogate pair",
        "'\\ud83d\\ude00\\uDE00'      | 13 | half of a surrogate pair",
        "'\\ud800\\n'                | 1 | half of a surrogate pair",
        "'\\ud800'                   | 1 | half of a surrogate pair",
        "[1,1e2147483648]            | 3 | number out of range",
        "-1E-2147483649              | 0 | number out of range",
        "0.1e-2147483647             | 0 | number out of range",
        "1e999999999999999999999999  | 0 | number out of range",
      },
      quoteCharacter = '`')
  void refusesWhatNoTreeHolds_B9(String json, int offset, String rule) {
    assertThat(check(json.replace('\'', '"'))).isEqualTo(new Verdict.Invalid(offset, rule));
  }

  @Test
  void refusesAnEndlessNumber_A8() {
    assertThat(check("1".repeat(1000))).isEqualTo(Verdict.VALID);
    assertThat(check("[0." + "1".repeat(900_000) + "]"))
        .isEqualTo(new Verdict.Invalid(1, "number longer than 1000 characters"));
  }

  @Test
  void everyNumberThatPassesIsABigDecimal_B9() {
    long seed = new Random().nextLong();
    System.out.println("numbers for trees: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String number = number(random);
      if (check(number) instanceof Verdict.Valid) {
        assertThat(isDecimal(number)).as("%s, seed %d", number, seed).isTrue();
      }
    }
  }

  private static String number(Random random) {
    String sign = random.nextBoolean() ? "-" : "";
    String fraction = random.nextBoolean() ? "." + "0".repeat(random.nextInt(4)) + "1" : "";
    long exponent = Integer.MAX_VALUE - 6L + random.nextInt(12);
    return sign
        + random.nextInt(200)
        + fraction
        + (random.nextBoolean() ? "e" : "E")
        + (random.nextBoolean() ? "-" : "")
        + "0".repeat(random.nextInt(3))
        + (random.nextInt(8) == 0 ? exponent * 1000 : exponent);
  }

  private static boolean isDecimal(String number) {
    try {
      return new BigDecimal(number).signum() <= 1;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static Verdict check(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    assertThat(JsonCheck.check(bytes, 0, bytes.length)).isEqualTo(Verdict.VALID);
    return TreeCheck.check(bytes);
  }
}
