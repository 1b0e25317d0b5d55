package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiSetTest {

  @Test
  void containsWhatItWasGivenAndNothingElse() {
    String members = "!09AZaz~";
    AsciiSet set = new AsciiSet(members);
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      assertThat(set.contains(c)).as("%d", (int) c).isEqualTo(members.indexOf(c) >= 0);
    }
  }

  @Test
  void findsTheFirstCharacterThatIsNotInIt() {
    AsciiSet set = AsciiSet.alphanumericAnd("-");
    assertThat(set.end("aB3-", 0)).isEqualTo(4);
    assertThat(set.end("aB_3", 0)).isEqualTo(2);
    assertThat(set.end("a\u00e9", 0)).isEqualTo(1);
    assertThat(set.end("a", 1)).isEqualTo(1);
    assertThat(set.end("a", 5)).isEqualTo(5);
  }
}
