package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewMemberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {'m':7}",
        "{ } | {'m':7 }",
        "{'a':1} | {'a':1,'m':7}",
        "{ 'a' : 1.0 } | { 'a' : 1.0,'m':7 }",
        "{'m':{'x':[]},'a':1} | {'m':7,'a':1}",
        "{'m' : 1, '\\u006d': 2} | {'m' : 7, '\\u006d': 7}",
        "{'a':{'m':1}} | {'a':{'m':1},'m':7}",
      })
  void isInTheObjectOnce(String object, String expected) {
    assertThat(new NewMember("m").in(slice(object), slice("7"), 1000).orElseThrow())
        .hasToString(quotes(expected));
  }

  @Test
  void hasItsNameEscaped() {
    assertThat(new NewMember("a\"b").in(slice("{}"), slice("7"), 1000).orElseThrow())
        .hasToString("{\"a\\\"b\":7}");
  }

  @Test
  void isNotThereIfTheObjectWouldBeTooLarge() {
    NewMember member = new NewMember("m");
    assertThat(member.in(slice("{}"), slice("7"), 7)).isPresent();
    assertThat(member.in(slice("{}"), slice("7"), 6)).isEmpty();
  }

  private static Slice slice(String document) {
    return Slice.document((" " + quotes(document) + " ").getBytes(UTF_8));
  }

  private static String quotes(String text) {
    return text.replace('\'', '"');
  }
}
