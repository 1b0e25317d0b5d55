package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {

  private static final String ORDER =
      """
      {"id": "ord-1", "total": -12.50e+1, "lines": [ {"sku":"a\\u00e9\\n", "n": 0}, [], {} ],
       "note": "caf\u00e9 \ud83d\ude00 to go", "gift": true, "paid": false, "by": null, "": [[1], 2]}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "0",
        "\"\"",
        "true",
        "false",
        "null",
        "\"a\"",
        "[[],[]]",
        "[{},{}]",
        "[1,2]",
        "[\"a\",\"b\"]",
        "[true,false,null]",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "{\"a\":[{\"b\":[{}]}]}",
        "{\"a\":1,\"b\":2}",
        "{\"\":0}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"a\":{\"a\":0}},\"b\":[]}",
        "[1,[2,[3,[4],5],6],7]",
        "[{\"a\":1},{\"a\":2}]",
        "{\"a\":\"{\",\"b\":\"]\"}",
        " [ ] ",
        "\t{\r\n} ",
        "[ 1 , 2 ]",
        "{ \"a\" : 1 , \"b\" : [ ] }",
        "\n\"a\"\n",
      })
  void acceptsWhatTheGrammarAllows(String document) {
    assertThat(Placement.verdict(document.getBytes(UTF_8))).isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "``~0~unexpected end",
        "` `~1~unexpected end",
        "`\t\n\r `~4~unexpected end",
        "[~1~unexpected end",
        "{~1~unexpected end",
        "]~0~unexpected character",
        "}~0~unexpected character",
        ",~0~unexpected character",
        ":~0~unexpected character",
        "[1~2~unexpected end",
        "[1,~3~unexpected end",
        "[,]~1~unexpected character",
        "[1,]~3~unexpected character",
        "[,1]~1~unexpected character",
        "[1,,2]~3~unexpected character",
        "[1 2]~3~unexpected character",
        "[1}~2~unexpected character",
        "[}~1~unexpected character",
        "[1:2]~2~unexpected character",
        "[\"a\":1]~4~unexpected character",
        "[\"a\"\"b\"]~4~unexpected character",
        "[[]~3~unexpected end",
        "[]]~2~more after the end of the document",
        "[[]]]~4~more after the end of the document",
        "{]~1~unexpected character",
        "{,}~1~unexpected character",
        "{1:2}~1~unexpected character",
        "{a:1}~1~unexpected character",
        "{'a':1}~1~unexpected character",
        "{null:1}~1~unexpected character",
        "{[]:1}~1~unexpected character",
        "{\"a\"}~4~unexpected character",
        "{\"a\"~4~unexpected end",
        "{\"a\":~5~unexpected end",
        "{\"a\":}~5~unexpected character",
        "{\"a\":1~6~unexpected end",
        "{\"a\":1,~7~unexpected end",
        "{\"a\":1,}~7~unexpected character",
        "{\"a\":1,,}~7~unexpected character",
        "{\"a\":1,2}~7~unexpected character",
        "{\"a\":1]~6~unexpected character",
        "{\"a\" 1}~5~unexpected character",
        "{\"a\"::1}~5~unexpected character",
        "{\"a\",1}~4~unexpected character",
        "{\"a\":1:2}~6~unexpected character",
        "{\"a\":1 \"b\":2}~7~unexpected character",
        "{\"a\":1}}~7~more after the end of the document",
        "{\"a\":[1}~7~unexpected character",
        "[{\"a\":1]~7~unexpected character",
        "{}{}~2~more after the end of the document",
        "[] []~3~more after the end of the document",
        "1 2~2~more after the end of the document",
        "{},~2~more after the end of the document",
        "\"a\"b~3~more after the end of the document",
        "nullnull~4~more after the end of the document",
        "'a'~0~unexpected character",
        "['a']~1~unexpected character",
        "a~0~unexpected character",
        "undefined~0~unexpected character",
        "<html>~0~unexpected character",
        "NaN~0~unexpected character",
        "[NaN]~1~unexpected character",
        "[Infinity]~1~unexpected character",
        "// a~0~unexpected character",
        "[1]// a~3~more after the end of the document",
        "/**/1~0~unexpected character",
        "[1/**/]~2~unexpected character",
        "[#a]~1~unexpected character",
        "(1)~0~unexpected character",
        "[1;2]~2~unexpected character",
        "[\\n]~1~unexpected character",
        "\ufeff[]~0~unexpected character",
        "[\u00e9]~1~unexpected character",
        "\u00a0[]~0~unexpected character",
        "[]\u2028~2~more after the end of the document",
        "{\"a\":1\u00e9}~6~unexpected character",
        "{\"a~3~unexpected end",
        "{\"\\x\":1}~2~malformed escape",
        "{\"a\tb\":1}~3~control character in a string",
      })
  void saysWhereAndWhyADocumentBreaks(String document, int offset, String rule) {
    assertThat(Placement.verdict(document.getBytes(UTF_8)))
        .isEqualTo(new Verdict.Invalid(offset, rule));
  }

  @Test
  void refusesADocumentCutAtAnyByte() {
    byte[] whole = ORDER.strip().getBytes(UTF_8);
    assertThat(Placement.verdict(whole)).isEqualTo(Verdict.VALID);
    for (int length = 0; length < whole.length; length++) {
      assertThat(JsonCheck.check(whole, 0, length)).isInstanceOf(Verdict.Invalid.class);
    }
  }

  @Test
  void acceptsACutNumberOnlyWhereItIsStillOne() {
    byte[] number = "-10.25e+17".getBytes(UTF_8);
    for (int length = 0; length <= number.length; length++) {
      boolean whole = !new String(number, 0, length, UTF_8).matches("|.*[-+.e]");
      assertThat(JsonCheck.check(number, 0, length).equals(Verdict.VALID))
          .as("%d", length)
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "0,5", "3,2", "5,5"})
  void refusesARangeOutsideTheArray(int from, int to) {
    assertThatThrownBy(() -> JsonCheck.check(new byte[4], from, to))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void allocatesNothingForAValidDocument() {
    byte[] wide = ORDER.getBytes(UTF_8);
    byte[] deep = ("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int rounds = 1_000;
    int valid = checkBoth(wide, deep, rounds);
    long before = threads.getCurrentThreadAllocatedBytes();
    valid += checkBoth(wide, deep, rounds);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(valid).isEqualTo(4 * rounds);
    assertThat(allocated).as("bytes in %d checks", 2 * rounds).isLessThan(rounds);
  }

  private static int checkBoth(byte[] one, byte[] other, int rounds) {
    int valid = 0;
    for (int i = 0; i < rounds; i++) {
      valid += JsonCheck.check(one, 0, one.length).equals(Verdict.VALID) ? 1 : 0;
      valid += JsonCheck.check(other, 0, other.length).equals(Verdict.VALID) ? 1 : 0;
    }
    return valid;
  }
}
