package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
  /**
   * The grammar of RFC 9112, 3.2.1, in RFC 3986's characters and those that browsers leave as they
   * are, without an escaped NUL.
   */
  private static final Pattern ORIGIN_FORM =
      Pattern.compile(
          "/(?:[A-Za-z0-9._~!$&'()*+,;=:@/\\[\\]|-]|%(?!00)[0-9A-Fa-f]{2})*+"
              + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/\\[\\]|?{}^\\\\`-]|%(?!00)[0-9A-Fa-f]{2})*+)?");

  /** The host and port of RFC 3986, 3.2.2, without what nobody needs in a Host header. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::(?:[0-9]{0,4}|[0-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a?",
        "/a?x=?/",
        "/a%2500",
        "/%41%42",
        "/a//b",
        "/?%20",
        "/a;b=c",
        "/a|[b]",
        "/a?[]{}|\\^`"
      })
  void takesOriginForm(String target) {
    assertThat(RequestRules.isOriginForm(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "http://a/",
        "/%",
        "/%4",
        "/%zz",
        "/a?%4",
        "/%00",
        "/a?b=%00",
        "/a#b",
        "/a b",
        "/\u00e9",
        "/a?\u4e00",
        "/a\u0000",
        "/a\"",
        "/a{b",
        "/a^b",
        "/a`b",
        "/a\\b",
        "/a?b\"c",
        "/a?b<c>",
        "/a?b c",
        "/a?b#c"
      })
  void refusesAnythingElse(String target) {
    assertThat(RequestRules.isOriginForm(target)).isFalse();
  }

  @Test
  void agreesWithTheGrammar() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "//??%%%09aFgG. \u00e9[]{}|^`\\";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder target = new StringBuilder("/");
      for (int length = random.nextInt(9); length > 0; length--) {
        target.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(RequestRules.isOriginForm(target.toString()))
          .as("%s, seed %d", target, seed)
          .isEqualTo(ORIGIN_FORM.matcher(target).matches());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b-c_d~9", "a:", "a:80", "127.0.0.1:65535", "[::1]", "[::1]:8080"})
  void takesAHostWithOrWithoutAPort(String host) {
    assertThat(RequestRules.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a:123456",
        "a:65536",
        "[::1]:99999",
        "a:8x",
        "a b",
        "[::1",
        "::1",
        "[]:80",
        "[::1]80",
        "a]:80"
      })
  void refusesAnyOtherHost(String host) {
    assertThat(RequestRules.isHost(host)).isFalse();
  }

  @Test
  void agreesWithTheGrammarOfHosts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "aZ09.-[]::@/ %\u00e9";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder host = new StringBuilder(random.nextBoolean() ? "[" : "");
      for (int length = random.nextInt(9); length > 0; length--) {
        host.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(RequestRules.isHost(host.toString()))
          .as("%s, seed %d", host, seed)
          .isEqualTo(HOST.matcher(host).matches());
    }
  }
}
