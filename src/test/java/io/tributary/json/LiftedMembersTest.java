package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiftedMembersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ``",
        "{ 'a' : 1.0 , 'b':[ ] } | 'a' : 1.0 , 'b':[ ]",
        "{'x':1} | ``",
        "{'a':1,'x':2,'b':3} | 'a':1,'b':3",
        "{'x':2,'\\u0061': 1 ,'x':3} | '\\u0061': 1",
      })
  void areThoseWhoseNamesAreNotTaken(String object, String expected) {
    assertThat(LiftedMembers.of(slice(object), Set.of("x"), new HashSet<>()))
        .hasToString(quotes(expected));
  }

  @Test
  void tellTheirNames() {
    Set<String> names = new HashSet<>();
    Slice _ = LiftedMembers.of(slice("{'\\u0061':1,'x':2,'b':3,'b':4}"), Set.of("x"), names);
    assertThat(names).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void areCounted() {
    assertThat(LiftedMembers.moreThan(1, slice("{'a':1}"))).isFalse();
    assertThat(LiftedMembers.moreThan(1, slice("{'a':1,'b':2}"))).isTrue();
  }

  private static Slice slice(String document) {
    return Slice.document((" " + quotes(document)).getBytes(UTF_8));
  }

  private static String quotes(String text) {
    return text.replace('\'', '"');
  }
}
