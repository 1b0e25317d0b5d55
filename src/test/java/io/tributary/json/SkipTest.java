package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipTest {
  private final long seed = System.nanoTime();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[[[[[[[[[]]]]]]]]]",
        "{'a':'}'}",
        "['\\'',']']",
        "['\\\\',']']",
        "['\\\\\\'',{'\\\\':[']']}]",
        "{'a':'[[[[[[[[','b':[1,2,3],'c':'\\u005d]'}",
        "['123456','}']",
        "['12345','}']",
        "['1234567','\\'}']",
        "[{},{},{},{},{},{},{},{}]",
        "{'long name without end':{'longer name without any end':['and a value that is longer']}}",
        "['\u00fb\u00dd{\u015b]']",
      })
  void endsWhereTheValueEnds(String quoted) {
    endsRightAtEveryOffset(quoted.replace('\'', '"').getBytes(UTF_8), quoted);
  }

  @Test
  void endsWhereRandomValuesEnd() {
    Random random = new Random(seed);
    RandomJson documents = new RandomJson(random);
    for (int i = 0; i < 3000; i++) {
      Slice value = Slice.document(documents.document());
      byte[] json = Arrays.copyOfRange(value.bytes(), value.from(), value.to());
      endsRightAtEveryOffset(json, "seed " + seed + ": " + value);
    }
  }

  private static void endsRightAtEveryOffset(byte[] value, String seen) {
    for (int before = 0; before < Long.BYTES; before++) {
      for (String after : new String[] {"", ",", "]}", "  ]}]}]}]}\"]", ",\"\\\\\":{}}"}) {
        byte[] rest = after.getBytes(UTF_8);
        byte[] json = new byte[before + value.length + rest.length];
        Arrays.fill(json, 0, before, (byte) ' ');
        System.arraycopy(value, 0, json, before, value.length);
        System.arraycopy(rest, 0, json, before + value.length, rest.length);
        assertThat(Skip.value(json, before, json.length))
            .as("%s at %d before %s", seen, before, after)
            .isEqualTo(before + value.length);
      }
    }
  }
}
