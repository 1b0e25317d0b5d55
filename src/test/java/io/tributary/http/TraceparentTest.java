package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of W3C Trace Context, 3.2 and 4.3. */
class TraceparentTest {
  private static final String IDS = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";

  @ParameterizedTest(name = "C7: {0}")
  @CsvSource({
    "00-IDS-00, 00-IDS-00",
    "00-IDS-01, 00-IDS-01",
    "00-IDS-ff, 00-IDS-ff",
    "01-IDS-01, 00-IDS-01",
    "01-IDS-01-, 00-IDS-01",
    "01-IDS-01-what-the-future-brings, 00-IDS-01",
    "cc-IDS-03-x, 00-IDS-03",
    "fe-IDS-00, 00-IDS-00"
  })
  void isReadUpToItsFourthField(String value, String read) {
    assertThat(Traceparent.read(value.replace("IDS", IDS))).isEqualTo(read.replace("IDS", IDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "00",
        "00-",
        "00-IDS",
        "00-IDS-",
        "00-IDS-0",
        "00-IDS-001",
        "00-IDS-01-",
        "00-IDS-01-x",
        "00-IDS-0g",
        "00-IDS-0A",
        "0-IDS-01",
        "000-IDS-01",
        "0x-IDS-01",
        "ff-IDS-01",
        "ff-IDS-01-x",
        "FE-IDS-01",
        "01-IDS-01.x",
        "01-IDS-012",
        "00_IDS-01",
        " 00-IDS-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "01-0af7651916cd43dd8448eb211c80319c-0000000000000000-01-x",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c0-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033310-01"
      })
  void isEmptyWhenMalformed(String value) {
    assertThat(Traceparent.read(value.replace("IDS", IDS))).isEmpty();
  }

  @Test
  void isNewEveryTimeAndReadableAgain() {
    String one = Traceparent.create(Sampling.withoutSpans(1));
    assertThat(Traceparent.read(one)).isEqualTo(one);
    assertThat(Traceparent.create(Sampling.withoutSpans(1))).isNotEqualTo(one);
  }
}
