package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Client.Via;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadersTest {
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  @Test
  void sayNothingWhenThereAreNone() {
    assertThat(ProxyHeaders.claims(headers)).isEqualTo(Via.NOTHING);
  }

  @Test
  void areTakenWhenTheyAreWellFormed() {
    headers
        .add("X-Forwarded-For", "192.0.2.1, [2001:db8::1]:80")
        .add("X-Forwarded-For", "2001:db8::2, unknown, _hidden")
        .add("X-Forwarded-Host", "shop.test:8443")
        .add("X-Forwarded-Proto", "https")
        .add("Forwarded", "for=192.0.2.1;proto=https, for=\"[2001:db8::1]\"");
    assertThat(ProxyHeaders.claims(headers))
        .isEqualTo(
            new Via(
                "192.0.2.1, [2001:db8::1]:80, 2001:db8::2, unknown, _hidden",
                "shop.test:8443",
                "https",
                "for=192.0.2.1;proto=https, for=\"[2001:db8::1]\""));
  }

  @Test
  void loseWhatStandsBeforeAMalformedElement() {
    headers
        .add("X-Forwarded-For", "192.0.2.1, <script>, 192.0.2.2")
        .add("X-Forwarded-Host", "a b, shop.test")
        .add("X-Forwarded-Proto", "ht tp, https")
        .add("Forwarded", "for=\", for=192.0.2.2");
    assertThat(ProxyHeaders.claims(headers))
        .isEqualTo(new Via("192.0.2.2", "shop.test", "https", "for=192.0.2.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\"a\"", "a;b", "\u00e9", "a\r\nX: y", "a=b", "", ","})
  void sayNothingWhenMalformed(String value) {
    headers
        .add("X-Forwarded-For", value)
        .add("X-Forwarded-Host", value)
        .add("X-Forwarded-Proto", value);
    assertThat(ProxyHeaders.claims(headers)).isEqualTo(Via.NOTHING);
  }

  @Test
  void haveNoEndlessElements() {
    headers
        .add("X-Forwarded-For", "a".repeat(65))
        .add("X-Forwarded-Host", "a".repeat(262))
        .add("X-Forwarded-Proto", "a".repeat(65));
    assertThat(ProxyHeaders.claims(headers)).isEqualTo(Via.NOTHING);
  }
}
