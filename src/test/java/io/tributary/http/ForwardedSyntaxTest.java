package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 7239, 4 and 6, and what is like them but wrong. */
class ForwardedSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=\"_gazonk\"",
        "For=\"[2001:db8:cafe::17]:4711\"",
        "for=192.0.2.60;proto=http;by=203.0.113.43",
        "for=unknown",
        "for=_mdn;host=\"a.test:8080\"",
        "secret=x",
        "for=\"\""
      })
  void takesAnElement(String element) {
    assertThat(isElement(element)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for",
        "for=",
        "=a",
        "for=a;",
        ";for=a",
        "for=a;;by=b",
        "for =a",
        "for=a b",
        "for=[::1]",
        "for=1.2.3.4:80",
        "for=\"a",
        "for=\"a\"b",
        "for=a\"b\"",
        "for=\"a\\\"b\"",
        "for=\"a b\"",
        "for=\"a,b\"",
        "for=\"a;b\"",
        "for=\u00e9",
        "for=a\r\nX: y",
        "for=\"a\r\nX: y\""
      })
  void refusesAnythingElse(String element) {
    assertThat(isElement(element)).isFalse();
  }

  private static boolean isElement(String element) {
    String list = "x=y,\t" + element + " , for=z";
    return ForwardedSyntax.isElement(list, 5, 5 + element.length());
  }
}
