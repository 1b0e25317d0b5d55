package io.tributary.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the check to a plain one in every detail, wherever in memory a document lies. */
class JsonCheckVerdictTest {

  private static final long SEED = Long.getLong("json.seed", 20_261_123L);
  private static final int DOCUMENTS = 600;
  private static final int SPOILS = 24;
  private static final int SHIFTS = 8;

  private final Random random = new Random(SEED);
  private final RandomRecords records = new RandomRecords(random);
  private final RandomJson json = new RandomJson(random);
  private int valid;
  private int invalid;

  @Test
  void givesTheVerdictOfThePlainCheckOnRecordsWholeAndSpoilt() {
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = i % 4 == 0 ? json.document() : records.document();
      assertThat(PlainCheck.of(document)).as(describe(document)).isEqualTo(Verdict.VALID);
      agree(document);
      for (int j = 0; j < SPOILS; j++) {
        agree(json.spoilt(document));
      }
    }
    assertThat(valid).isGreaterThan(DOCUMENTS);
    assertThat(invalid).isGreaterThan(DOCUMENTS);
  }

  @Test
  void givesTheVerdictOfThePlainCheckOnRecordsCutAtEveryByte() {
    for (int i = 0; i < 60; i++) {
      byte[] document = records.document();
      for (int length = 0; length < document.length; length++) {
        agree(Arrays.copyOf(document, length));
      }
    }
  }

  private void agree(byte[] document) {
    Verdict expected = PlainCheck.of(document);
    for (int shift = 0; shift < SHIFTS; shift++) {
      byte[] larger = new byte[document.length + 3 * SHIFTS];
      Arrays.fill(larger, (byte) "\"1e]} \\x".charAt(shift));
      System.arraycopy(document, 0, larger, shift, document.length);
      if (!JsonCheck.check(larger, shift, shift + document.length).equals(expected)) {
        assertThat(JsonCheck.check(larger, shift, shift + document.length))
            .as(describe(document) + " at " + shift)
            .isEqualTo(expected);
      }
    }
    if (expected.equals(Verdict.VALID)) {
      valid++;
    } else {
      invalid++;
    }
  }

  private static String describe(byte[] document) {
    return "-Djson.seed=" + SEED + ", document " + HexFormat.of().formatHex(document);
  }
}
