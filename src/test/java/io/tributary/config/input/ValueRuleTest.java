package io.tributary.config.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "7", "10", "9223372036854775807", "-9223372036854775808", "1000000"})
  void aWholeNumberOf64Bits(String text) {
    assertThat(Numeric.INT_64.allows(text)).isTrue();
    assertThat(new BigDecimal(text)).isEqualTo(Numeric.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+1",
        "-0",
        "00",
        "01",
        "1.",
        "1.0",
        "1e1",
        " 1",
        "1 ",
        "1\n",
        "1_000",
        "1,000",
        "0x1",
        "0b1",
        "1L",
        "\u0661",
        "\uff11",
        "\u0967",
        "9223372036854775808",
        "1\u0000",
        "--1",
        "-9223372036854775809",
        "99999999999999999999999999999999",
        "NaN",
        "Infinity",
        "null"
      })
  void noWholeNumberOf64Bits(String text) {
    assertThat(Numeric.INT_64.allows(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "0.0", "-1.5", "1e3", "1E-3", "1.7976931348623157e308", "123.456e+7"})
  void aNumber(String text) {
    assertThat(Numeric.NUMBER.allows(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".5",
        "5.",
        "+1",
        "01",
        "1e",
        "e1",
        "1e400",
        "-1e309",
        "1e1000",
        "1e2147483648",
        "NaN",
        "-Infinity",
        "1d",
        "1f",
        "0x1p3",
        "\u0661.5",
        "1..5",
        "1.5.5",
        "1e1.5"
      })
  void noNumber(String text) {
    assertThat(Numeric.NUMBER.allows(text)).isFalse();
  }

  @Test
  void aNumberOfAnyLengthIsJudgedAtOnce() {
    assertThat(Numeric.NUMBER.allows("1".repeat(64))).isTrue();
    assertThat(Numeric.NUMBER.allows("1".repeat(65))).isFalse();
    assertThat(Numeric.NUMBER.allows("9".repeat(1_000_000))).isFalse();
  }

  @Test
  void boundsAreInclusiveAndCompareDecimals() {
    Numeric range =
        Numeric.NUMBER.within(Optional.of(new BigDecimal("0.1")), Optional.of(BigDecimal.TEN));
    assertThat(range.allows("0.10")).isTrue();
    assertThat(range.allows("1e1")).isTrue();
    assertThat(range.allows("0.0999999999999999999999999999")).isFalse();
    assertThat(range.allows("10.000000000000000000000000001")).isFalse();
    assertThat(range.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "UUID, 123e4567-E89B-12d3-a456-426614174000, true",
    "UUID, 123e4567e89b12d3a456426614174000, false",
    "UUID, '{123e4567-e89b-12d3-a456-426614174000}', false",
    "UUID, x123e4567-e89b-12d3-a456-426614174000, false",
    "DATE, 2024-02-29, true",
    "DATE, 2023-02-29, false",
    "DATE, 2024-13-01, false",
    "DATE, 2024-1-1, false",
    "DATE, +2024-01-01, false",
    "DATE, 2024-01-01Z, false",
    "DATE, \u0662024-01-01, false",
    "DATE_TIME, 2024-01-31T23:59:60Z, true",
    "DATE_TIME, 2024-01-31t12:00:00.123456789123+02:00, true",
    "DATE_TIME, 2024-01-31 12:00:00Z, false",
    "DATE_TIME, 2024-01-31T24:00:00Z, false",
    "DATE_TIME, 2024-01-31T12:00Z, false",
    "DATE_TIME, 2024-01-31T12:00:00, false",
    "DATE_TIME, 2024-01-32T12:00:00Z, false",
    "EMAIL, a.b+c@example.org, true",
    "EMAIL, a@b, true",
    "EMAIL, a@@b, false",
    "EMAIL, a b@c, false",
    "EMAIL, a@b., false",
    "EMAIL, @b, false"
  })
  void aFormat(Format format, String text, boolean allowed) {
    assertThat(format.allows(text)).isEqualTo(allowed);
    assertThat(format.allows(text + "\n")).as("no line end").isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "b     | abc   | true",
        "^b    | abc   | false",
        "b$    | abc   | false",
        "^a.c$ | abc   | true",
        "^abc$ | `abc\n` | false",
        "^a.c$ | `a\nc` | false",
        "^\\d$ | \u0663 | false",
        "^\\w$ | \u00e9 | false",
        "^.$   | \uD83D\uDE00 | true",
        "^\\p{L}+$ | \u00e9t\u00e9 | true",
        "`^$`  | ``    | true"
      })
  void aPatternIsSearchedAsJsonSchemaSays(String regex, String text, boolean found) {
    assertThat(Matching.of(regex, 1024).allows(text)).isEqualTo(found);
  }

  /** Back-tracking would take longer than the age of the universe. */
  @ParameterizedTest
  @ValueSource(
      strings = {"^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)z"})
  void noPatternTakesLongerThanItsLengthAllows(String regex) {
    Matching rule = Matching.of(regex, 8192);
    assertThat(rule.allows("a".repeat(8191) + "!")).isFalse();
    assertThat(rule.allows("x".repeat(8192))).isFalse();
  }

  @Test
  void aLengthCountsCharactersAndNotUtf16() {
    Length length = new Length(2, 2);
    assertThat(length.allows("\uD83D\uDE00\uD83D\uDE00")).isTrue();
    assertThat(length.allows("\uD83D\uDE00")).isFalse();
    assertThat(length.allows("abc")).isFalse();
  }

  /** Whatever the text, a rule answers, and its words have nothing of the text. */
  @Test
  void rulesAnswerToAnyText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(40), 0, 3)
              .mapToObj(kind -> Character.toString(character(kind, random)))
              .reduce("", String::concat);
      for (ValueRule rule :
          new ValueRule[] {
            Numeric.INT_32,
            Numeric.NUMBER,
            Format.DATE,
            Format.DATE_TIME,
            Format.EMAIL,
            Format.UUID,
            new Length(1, 9),
            OneOf.TRUTH,
            new Ascii(),
            new Segment()
          }) {
        boolean _ = rule.allows(text);
      }
      Numeric.parse(text)
          .ifPresent(
              number ->
                  assertThat(Double.isFinite(number.doubleValue())).as("seed %d", seed).isTrue());
    }
  }

  private static int character(int kind, Random random) {
    return switch (kind) {
      case 0 -> "0123456789eE+-.TZ:@".charAt(random.nextInt(19));
      case 1 -> random.nextInt(0x80);
      default -> random.nextInt(0x110000);
    };
  }
}
