package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8RunTest {

  private static final int[] TELLING = {
    'a', '"', '\\', 0x1F, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
    0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF
  };

  /** Two bytes of any kind and up to two that tell, in a run, at every place of its words. */
  @Test
  void judgesEveryCharacterInARunAsThePlainCheckDoes() {
    for (int first = 0x80; first <= 0xFF; first++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int third : new int[] {'a', '"', 0x7F, 0x80, 0xBF, 0xC2}) {
          int place = (first * 7 + second * 3 + third) % 8;
          agree(run(place, first, second, third, 0x80));
        }
      }
    }
    for (int first : TELLING) {
      for (int second : TELLING) {
        for (int third : TELLING) {
          for (int place = 0; place < 8; place++) {
            agree(run(place, first, second, third, 0x90));
          }
        }
      }
    }
  }

  @Test
  void endsWhereSomethingElseBegins() {
    byte[] text = "\u00e9\u65e5\ud83d\ude00 \u0416\u0417 and on in ASCII \u00e9".getBytes(UTF_8);
    int ascii = new String(text, UTF_8).indexOf(" and");
    int end = Utf8Run.end(text, 0, text.length);
    assertThat(text[end]).isGreaterThanOrEqualTo((byte) 0);
    assertThat(end).isBetween(ascii, text.length);
    for (char stop : new char[] {'"', '\\', '\n'}) {
      for (int place = 0; place < 16; place++) {
        String before = "\u65e5".repeat(place);
        byte[] stopped = (before + stop + "\u65e5 and on in ASCII").getBytes(UTF_8);
        assertThat(Utf8Run.end(stopped, 0, stopped.length)).isEqualTo(3 * place);
      }
    }
  }

  @Test
  void leavesWhatIsCutOffToItsStart() {
    byte[] text = "\ud83d\ude00".repeat(9).getBytes(UTF_8);
    for (int length = 0; length <= text.length; length++) {
      int end = Utf8Run.end(text, 0, length);
      assertThat(end % 4).isZero();
      assertThat(end).isBetween(Math.max(0, length - 11), length);
    }
  }

  /** A string of so many letters, a run of characters with these bytes in it, and some ASCII. */
  private static byte[] run(int place, int... bytes) {
    List<Integer> run = new ArrayList<>(List.of((int) '"', 0xC3, 0xA9));
    for (int i = 0; i < place; i++) {
      run.add((int) 'x');
    }
    run.addAll(1, List.of(0xE6, 0x97, 0xA5));
    Arrays.stream(bytes).forEach(run::add);
    "\u00e9 and on in ASCII\"".chars().filter(c -> c < 0x80).forEach(run::add);
    byte[] document = new byte[run.size()];
    for (int i = 0; i < document.length; i++) {
      document[i] = run.get(i).byteValue();
    }
    return document;
  }

  private static void agree(byte[] document) {
    Verdict verdict = JsonCheck.check(document, 0, document.length);
    Verdict expected = PlainCheck.of(document);
    if (!verdict.equals(expected)) {
      assertThat(verdict).as(Arrays.toString(document)).isEqualTo(expected);
    }
  }
}
