package io.tributary.json;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;

/** Checks a document wherever it may lie in memory, and insists on one and the same verdict. */
final class Placement {

  /**
   * What lies around the document: bytes that would finish, prolong or spoil it if they counted.
   */
  private static final byte[] SURROUNDINGS = {'"', '1', 'e', ']', '}', ' ', '\\', (byte) 0x80};

  private static final int SHIFTS = 16;

  private Placement() {}

  /** The verdict on the document in an array of its own, and at every shift in larger ones. */
  static Verdict verdict(byte[] document) {
    Verdict alone = JsonCheck.check(document, 0, document.length);
    for (byte surrounding : SURROUNDINGS) {
      for (int shift = 0; shift < SHIFTS; shift++) {
        byte[] larger = new byte[document.length + 2 * SHIFTS];
        Arrays.fill(larger, surrounding);
        System.arraycopy(document, 0, larger, shift, document.length);
        Verdict here = JsonCheck.check(larger, shift, shift + document.length);
        if (!here.equals(alone)) {
          fail("%s alone, %s at %d among %#x".formatted(alone, here, shift, surrounding));
        }
      }
    }
    return alone;
  }
}
