package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/b?c=d&e",
        "/%20%0d%0A",
        "/a;v=1/b",
        "/...",
        "/a..b",
        "/.well-known/x",
        "/a?next=/../b",
        "/-._~!$&'()*+,;=:@",
        "/%E2%82%AC"
      })
  void lettersOfTheRfcAreSafe(String target) {
    assertThat(RequestTarget.isSafe(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "http://evil/a",
        "/a b",
        "/a\r\nX: y",
        "/a\u0000",
        "/ä",
        "/a#b",
        "/%",
        "/%2",
        "/%zz",
        "/a%00b",
        "/a?x=%00",
        "/a\\b",
        "/\"",
        "/<a>",
        "/{a}",
        "/|",
        "/^",
        "/`",
        "/[a]"
      })
  void anythingElseIsNot(String target) {
    assertThat(RequestTarget.isSafe(target)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/a/..?b",
        "/%2e%2E/a",
        "/.%2e",
        "/a/%2e",
        "/users/..%2Fadmin",
        "/users/x%2f..%2fadmin",
        "/users/..%5cadmin",
        "/a/..;x/b",
        "/a/%2e%2e%3Bx/b"
      })
  void dotSegmentsAreNotWhateverTheBackendDecodes(String target) {
    assertThat(RequestTarget.isSafe(target)).isFalse();
  }

  @Test
  void anEndlessOneIsNot() {
    assertThat(RequestTarget.isSafe("/" + "a".repeat(8191))).isTrue();
    assertThat(RequestTarget.isSafe("/" + "a".repeat(8192))).isFalse();
  }
}
