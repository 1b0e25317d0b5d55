package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.CpuWatch;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListJoinTest {
  private final ListJoin join = new ListJoin("m", "k", "id");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | [] | []",
        "[{'k':1}, { 'k' : 2 }] | [{'id':2,'n':'B'},{'id':1}] | [{'k':1,'m':{'id':1}}, { 'k' :"
            + " 2,'m':{'id':2,'n':'B'} }]",
        "[{'k':1}] | [{'id':1,'n':1},{'id':1,'n':2}] | [{'k':1,'m':{'id':1,'n':1}}]",
        "[{'k':3},{},{'k':null},{'k':[1]}] | [{'id':null},{'id':[1]},{}] |"
            + " [{'k':3,'m':null},{'m':null},{'k':null,'m':null},{'k':[1],'m':null}]",
        "[7,null,'x',[{'k':1}]] | [{'id':1}] | [7,null,'x',[{'k':1}]]",
        "[{'k':1}] | [1,'id',null,{'id':1}] | [{'k':1,'m':{'id':1}}]",
        "[{'k':1,'m':0}] | [{'id':1}] | [{'k':1,'m':{'id':1}}]",
        "[{'k':'1'}] | [{'id':1}] | [{'k':'1','m':null}]",
        "[{'k':'true'},{'k':true}] | [{'id':true}] |"
            + " [{'k':'true','m':null},{'k':true,'m':{'id':true}}]",
        "[{'k':2,'k':1}] | [{'id':2,'id':1}] | [{'k':2,'k':1,'m':{'id':2,'id':1}}]",
        "[{'\\u006b':1}] | [{'i\\u0064':1}] | [{'\\u006b':1,'m':{'i\\u0064':1}}]",
      })
  void givesEachElementTheFirstThatMatches(String list, String other, String expected) {
    assertThat(joined(join, list, other)).isEqualTo(quotes(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a/\\u00e9' | 'a\\/é' | true",
        "'\\ud83d\\ude00' | '😀' | true",
        "'a' | 'A' | false",
        "'' | '' | true",
        "'\\ud800' | '\\ud800' | false",
        "'\\ud800' | '?' | false",
        "1 | 1.0 | true",
        "100 | 1e2 | true",
        "1010 | 1010 | true",
        "0.001 | 10.00E-4 | true",
        "0 | -0.0e5 | true",
        "-1 | 1 | false",
        "-12.50 | -125e-1 | true",
        "1 | 10 | false",
        "9007199254740993 | 9007199254740992 | false",
        "0.1 | 0.10000000000000001 | false",
        "1e400 | 10e399 | true",
        "1e+0007 | 10000000 | true",
        "1e99999999999999999999 | 1e99999999999999999999 | true",
        "0e99999999999999999999 | 0 | true",
        "true | true | true",
        "true | false | false",
      })
  void comparesJsonValues(String key, String other, boolean equal) {
    String found = joined(join, "[{'k':" + key + "}]", "[{'id':" + other + "}]");
    assertThat(!found.endsWith("\"m\":null}]")).as(found).isEqualTo(equal);
  }

  @Test
  void findsKeysInsideOfMembers() {
    assertThat(
            joined(
                new ListJoin("m", "c.id", "a.b"),
                "[{'c':{'id':1}},{'c':7}]",
                "[{'a':{'b':1}},{'a':1}]"))
        .isEqualTo(quotes("[{'c':{'id':1},'m':{'a':{'b':1}}},{'c':7,'m':null}]"));
  }

  @Test
  void readsKeysWhereTheyAreNotShown() {
    ShownValue list = new ShownValue(slice("[{'k':1,'x':2}]"), slice("[{'x':2}]"));
    ShownValue other = new ShownValue(slice("[{'id':1,'n':3}]"), slice("[{'n':3}]"));
    assertThat(join.joined(list, other, 1000).orElseThrow())
        .hasToString(quotes("[{'x':2,'m':{'n':3}}]"));
  }

  @Test
  void isNotThereIfItWouldBeTooLarge() {
    ShownValue list = whole("[{'k':1},{'k':1}]");
    ShownValue other = whole("[{'id':1,'n':'" + "x".repeat(1000) + "'}]");
    assertThat(join.joined(list, other, 2000)).isEmpty();
    assertThat(join.joined(list, other, 3000)).isPresent();
  }

  @Test
  void isNotThereIfAListHasTooManyElements() {
    ShownValue many = whole("[0" + ",0".repeat(ListJoin.MOST_ELEMENTS) + "]");
    ShownValue most = whole("[0" + ",0".repeat(ListJoin.MOST_ELEMENTS - 1) + "]");
    assertThat(join.joined(many, ShownValue.emptyList(), Long.MAX_VALUE)).isEmpty();
    assertThat(join.joined(ShownValue.emptyList(), many, Long.MAX_VALUE)).isEmpty();
    assertThat(join.joined(most, most, Long.MAX_VALUE)).isPresent();
  }

  /**
   * The bodies that the keys stand in are there anyway; but many long keys take long to compare.
   */
  @Test
  void isNotThereIfTheKeysOfTheOtherListAreTooLong() {
    int length = 1024;
    int most = ListJoin.MOST_KEY_BYTES / length;
    assertThat(join.joined(ShownValue.emptyList(), keys(most, length), Long.MAX_VALUE)).isPresent();
    assertThat(join.joined(ShownValue.emptyList(), keys(most + 1, length), Long.MAX_VALUE))
        .isEmpty();
    ShownValue one = whole("[" + "{'id':7},".repeat(1000) + "{'id':'" + "x".repeat(1024) + "'}]");
    assertThat(join.joined(keys(most + 1, length), one, Long.MAX_VALUE)).isPresent();
  }

  /** So many elements with different keys of that length. */
  private static ShownValue keys(int count, int length) {
    return whole(
        IntStream.range(0, count)
            .mapToObj(i -> "{'id':'" + ("%0" + length + "d").formatted(i) + "'}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** All these texts have the same hash: Aa and BB have it in a polynomial of 31. */
  @Test
  void keysThatCollideDoNotMakeItSlow() {
    int bits = 15;
    String elements =
        IntStream.range(0, 1 << bits)
            .mapToObj(i -> "{'id':'" + colliding(i, bits) + "','k':'" + colliding(i, bits) + "'}")
            .collect(Collectors.joining(",", "[", "]"));
    ShownValue list = whole(elements);
    CpuWatch watch = CpuWatch.started();
    assertThat(join.joined(list, list, Long.MAX_VALUE)).isPresent();
    assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(5));
  }

  private static String colliding(int number, int bits) {
    return IntStream.range(0, bits)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private static String joined(ListJoin join, String list, String other) {
    return join.joined(whole(list), whole(other), 10_000).orElseThrow().toString();
  }

  private static ShownValue whole(String document) {
    return new ShownValue(slice(document), slice(document));
  }

  private static Slice slice(String document) {
    byte[] bytes = (" " + quotes(document) + " ").getBytes(UTF_8);
    assertThat(JsonCheck.check(bytes, 0, bytes.length)).isEqualTo(Verdict.VALID);
    return Slice.document(bytes);
  }

  private static String quotes(String text) {
    return text.replace('\'', '"');
  }
}
