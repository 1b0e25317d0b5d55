package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.GzipFile;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
  private static final int MIB = 1 << 20;
  private static final int FLAGS = 3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1000, 256 * 1024, 256 * 1024 + 1, MIB})
  void decodesEveryLength(int length) {
    String text = random(length, 1);
    assertThat(decoded(GzipFile.of(text), length)).isEqualTo(text);
  }

  @Test
  void decodesSeveralMembersButNotAnyNumber() {
    Buffer one = GzipFile.of("[1]");
    Buffer file = Buffer.buffer();
    for (int i = 0; i < 64; i++) {
      file.appendBuffer(one);
    }
    assertThat(decoded(file, MIB)).isEqualTo("[1]".repeat(64));
    assertReason(Reason.BAD_BODY, file.appendBuffer(one), MIB);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x01, 0x02, 0x04, 0x08, 0x10, 0x1f})
  void skipsTheFieldsOfAHeader(int flags) {
    Buffer plain = GzipFile.of("[1]");
    Buffer file = plain.getBuffer(0, 10).setByte(FLAGS, (byte) flags);
    if ((flags & 0x04) != 0) {
      file.appendByte((byte) 3).appendByte((byte) 0).appendString("abc");
    }
    if ((flags & 0x08) != 0) {
      file.appendString("name\0");
    }
    if ((flags & 0x10) != 0) {
      file.appendString("comment\0");
    }
    if ((flags & 0x02) != 0) {
      file.appendString("xx");
    }
    file.appendBuffer(plain.getBuffer(10, plain.length()));
    assertThat(decoded(file, MIB)).isEqualTo("[1]");
    for (int length = 1; length < file.length(); length++) {
      assertReason(Reason.BAD_BODY, file.getBuffer(0, length), MIB);
    }
  }

  @Test
  void refusesReservedFlagsAndOtherMethods() {
    assertReason(Reason.BAD_BODY, GzipFile.of("[1]").setByte(FLAGS, (byte) 0x20), MIB);
    assertReason(Reason.BAD_BODY, GzipFile.of("[1]").setByte(2, (byte) 7), MIB);
  }

  @Test
  void limitsTheDecodedBytes() {
    Buffer file = GzipFile.of(random(MIB, 2));
    assertThat(decoded(file, MIB)).hasSize(MIB);
    assertReason(Reason.TOO_LARGE, file, MIB - 1);
    assertReason(Reason.TOO_LARGE, file, 10);
  }

  @Test
  void limitsTheRatio() {
    assertThat(decoded(GzipFile.of(" ".repeat(64 * 1024)), MIB)).hasSize(64 * 1024);
    assertReason(Reason.BAD_BODY, GzipFile.of(" ".repeat(MIB)), 2 * MIB);
  }

  /** A bomb of 10 MiB, and an announced size that is a lie. */
  @Test
  void allocatesNoMoreThanItsLimits() {
    assertReason(Reason.TOO_LARGE, GzipFile.of(" ".repeat(10 * MIB)), 1000);
    Buffer liar = GzipFile.of("[1]");
    assertReason(Reason.BAD_BODY, liar.setIntLE(liar.length() - 4, -1), MIB);
  }

  @Test
  void neverTakesAChangedFileForAnotherText() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String text = random(500, 3);
    Buffer file = GzipFile.of(text);
    for (int i = 0; i < 5_000; i++) {
      Buffer changed = file.copy();
      int at = random.nextInt(changed.length());
      changed.setByte(at, (byte) (changed.getByte(at) ^ 1 << random.nextInt(8)));
      try {
        assertThat(decoded(changed, MIB)).as("seed %d, byte %d", seed, at).isEqualTo(text);
      } catch (CallFailedException refused) {
        assertThat(refused.reason()).isIn(Reason.BAD_BODY, Reason.TOO_LARGE);
      }
    }
  }

  private static void assertReason(Reason reason, Buffer file, int maxBytes) {
    assertThatThrownBy(() -> decoded(file, maxBytes))
        .isInstanceOfSatisfying(
            CallFailedException.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }

  private static String decoded(Buffer file, int maxBytes) {
    return new String(
        Gzip.decode(file.getBytes(), file.length(), maxBytes), StandardCharsets.ISO_8859_1);
  }

  /** Text that compresses as JSON does. */
  private static String random(int length, long seed) {
    StringBuilder text = new StringBuilder();
    new Random(seed).ints(length, 'a', 'q').forEach(c -> text.append((char) c));
    return text.toString();
  }
}
