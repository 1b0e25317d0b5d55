package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own strict decoder. */
class Utf8ScanTest {

  /** The ends of every range in Unicode's table 3-7, and what is just outside. */
  private static final int[] TELLING = {
    'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF
  };

  private static final int LONGEST = 80;
  private static final long SEED = Long.getLong("json.seed", 20_261_124L);

  @Test
  void judgesEveryPairOfBytesAtEveryPlaceOfAWord() {
    for (int first = 0x80; first <= 0xFF; first++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int place = 0; place < 8; place++) {
          agree(text(place, first, second));
        }
      }
    }
  }

  @Test
  void judgesEveryFourTellingBytesAcrossAWordsEnd() {
    for (int first : TELLING) {
      for (int second : TELLING) {
        for (int third : TELLING) {
          for (int fourth : TELLING) {
            agree(text((first + second + third + fourth) % 8, first, second, third, fourth));
          }
        }
      }
    }
  }

  @Test
  void judgesTextThatIsCutOffAnywhere() {
    byte[] text = ("x\u00e9\u65e5\ud83d\ude00".repeat(6) + "and on in ASCII").getBytes(UTF_8);
    for (int from = 0; from < text.length; from++) {
      for (int to = from; to <= text.length; to++) {
        agree(Arrays.copyOfRange(text, from, to));
      }
    }
  }

  @Test
  void looksOnlyAtWhatItIsAskedAbout() {
    byte[] text = "\u00e9abcdefghijklmnopqrstuvwxyz\u00e9".getBytes(UTF_8);
    assertThat(Utf8Scan.isWellFormed(text, 2, text.length - 2)).isTrue();
    assertThat(Utf8Scan.isWellFormed(text, 1, text.length)).isFalse();
    assertThat(Utf8Scan.isWellFormed(text, 0, text.length - 1)).isFalse();
    assertThat(Utf8Scan.isWellFormed(text, 5, 5)).isTrue();
  }

  /** Sparse and dense, with one byte changed in every second text. */
  @Test
  void judgesTextOfAnyDensity() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int odds = 1 + random.nextInt(40);
      while (text.length() < LONGEST) {
        int bound = random.nextInt(odds) == 0 ? 1 << (8 + random.nextInt(9)) : 0x80;
        int point = random.nextInt(Math.min(bound, Character.MAX_CODE_POINT + 1));
        text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
      }
      byte[] bytes = text.substring(random.nextInt(LONGEST)).getBytes(UTF_8);
      if (i % 2 == 1) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      agree(bytes);
    }
  }

  /** These bytes after so many letters, and long enough behind them for words to be looked at. */
  private static byte[] text(int place, int... bytes) {
    byte[] text = new byte[place + bytes.length + 16];
    Arrays.fill(text, (byte) 'x');
    for (int i = 0; i < bytes.length; i++) {
      text[place + i] = (byte) bytes[i];
    }
    return text;
  }

  private static void agree(byte[] text) {
    boolean expected = decodes(text);
    if (Utf8Scan.isWellFormed(text, 0, text.length) != expected) {
      assertThat(!expected)
          .as("-Djson.seed=%d, %s", SEED, Arrays.toString(text))
          .isEqualTo(expected);
    }
    assertThat(Utf8.firstMalformed(text, 0, text.length) == text.length).isEqualTo(expected);
  }

  private static boolean decodes(byte[] text) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
