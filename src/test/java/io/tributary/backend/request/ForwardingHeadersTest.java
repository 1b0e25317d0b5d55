package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Client;
import io.tributary.aggregate.Client.Via;
import io.tributary.backend.Header;
import io.tributary.config.ForwardedHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardingHeadersTest {
  private static final Client DIRECT = client("192.0.2.7", "shop.test:80", Via.NOTHING);

  @Test
  void tellWhatWeSee() {
    assertThat(lines(ForwardedHeaders.X_FORWARDED, DIRECT))
        .containsExactly(
            "x-forwarded-for: 192.0.2.7",
            "x-forwarded-host: shop.test:80",
            "x-forwarded-proto: http");
    assertThat(lines(ForwardedHeaders.RFC_7239, DIRECT))
        .containsExactly("forwarded: for=192.0.2.7;host=\"shop.test:80\";proto=http");
  }

  @Test
  void tellNothingWhenOff() {
    assertThat(lines(ForwardedHeaders.OFF, DIRECT)).isEmpty();
  }

  @Test
  void leaveOutAHostThatNobodyNamed() {
    Client old = client("192.0.2.7", "", Via.NOTHING);
    assertThat(lines(ForwardedHeaders.X_FORWARDED, old))
        .containsExactly("x-forwarded-for: 192.0.2.7", "x-forwarded-proto: http");
    assertThat(lines(ForwardedHeaders.RFC_7239, old))
        .containsExactly("forwarded: for=192.0.2.7;proto=http");
  }

  @Test
  void addUsToTheChainOfATrustedProxy() {
    Client behind =
        client("10.0.0.1", "inside", new Via("192.0.2.1", "shop.test", "https", "for=192.0.2.2"));
    assertThat(lines(ForwardedHeaders.X_FORWARDED, behind))
        .containsExactly(
            "x-forwarded-for: 192.0.2.1, 10.0.0.1",
            "x-forwarded-host: shop.test",
            "x-forwarded-proto: https");
    assertThat(lines(ForwardedHeaders.RFC_7239, behind))
        .containsExactly("forwarded: for=192.0.2.2, for=10.0.0.1;host=inside;proto=http");
  }

  @Test
  void fillWhatATrustedProxyLeavesOut() {
    Client behind = client("10.0.0.1", "inside", new Via("192.0.2.1", "", "", ""));
    assertThat(lines(ForwardedHeaders.X_FORWARDED, behind))
        .containsExactly(
            "x-forwarded-for: 192.0.2.1, 10.0.0.1",
            "x-forwarded-host: inside",
            "x-forwarded-proto: http");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "::1 | for=\"[::1]\"",
        "[::1] | for=\"[::1]\"",
        "[::1]:80 | for=\"[::1]:80\"",
        "192.0.2.1:80 | for=\"192.0.2.1:80\"",
        "192.0.2.1 | for=192.0.2.1",
        "unknown | for=unknown",
        "192.0.2.1, ::1 | for=192.0.2.1;host=\"shop.test:1\";proto=https, for=\"[::1]\""
      })
  void translateAProxyThatDoesNotSpeakRfc7239(String chain, String elements) {
    Via via =
        chain.contains(",")
            ? new Via(chain, "shop.test:1, other", "https, http", "")
            : new Via(chain, "", "", "");
    assertThat(lines(ForwardedHeaders.RFC_7239, client("2001:db8::1", "[::2]:80", via)))
        .containsExactly(
            "forwarded: " + elements + ", for=\"[2001:db8::1]\";host=\"[::2]:80\";proto=http");
  }

  private static Client client(String address, String host, Via via) {
    return new Client(address, host, "http", via);
  }

  private static List<String> lines(ForwardedHeaders kind, Client client) {
    List<Header> headers = new ArrayList<>();
    new ForwardingHeaders(kind).addTo(headers, client);
    return headers.stream().map(header -> header.name() + ": " + header.value()).toList();
  }
}
