package io.tributary.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhitespaceTest {

  @Test
  void skipsRunsOfAnyLengthInEveryGap() {
    for (int length = 0; length <= 33; length++) {
      for (String start : new String[] {"", "\n", "\r\n", "\t"}) {
        String gap = start + " ".repeat(length);
        String document = "~[~1~,~{~\"a\"~:~\"b\"~,~\"c\"~:~[~]~}~,~{~}~]~".replace("~", gap);
        assertThat(Placement.verdict(document.getBytes(UTF_8)))
            .as(document)
            .isEqualTo(Verdict.VALID);
      }
    }
  }

  @Test
  void takesFourBytesForWhitespaceAndNoOther() {
    for (int place = 0; place < 17; place++) {
      for (int b = 0; b < 256; b++) {
        String gap = " ".repeat(place) + (char) b + " ".repeat(16 - place);
        byte[] document = ("[1," + gap + "2]").getBytes(ISO_8859_1);
        boolean fits = ReferenceJson.accepts(document);
        Verdict verdict = JsonCheck.check(document, 0, document.length);
        assertThat(verdict.equals(Verdict.VALID)).as("%#x at %d", b, place).isEqualTo(fits);
      }
    }
  }
}
