package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend is told about the client, over both transports and both families of addresses. */
@ParameterizedClass
@ValueSource(strings = {"web", "lean"})
class ForwardedOverTheWireTest {
  private static final String CLIENT = "127.0.0.1";
  private static final String PROXY = "127.0.0.2";
  private static final String[] CLAIMS = {
    "X-Forwarded-For: 192.0.2.1",
    "X-Forwarded-For: 2001:db8::1",
    "X-Forwarded-Host: shop.test:8443",
    "X-Forwarded-Proto: https",
    "Forwarded: for=\"[2001:db8::2]\";host=shop.test;proto=https"
  };

  private final Scene scene;

  ForwardedOverTheWireTest(String transport) throws Exception {
    scene =
        new Scene(
            """
            server: { host: "::", port: 0, trustedProxies: [127.0.0.2, 2001:db8::/32] }
            backends:
              x: { url: @backend, transport: TRANSPORT }
              rfc: { url: @backend, transport: TRANSPORT, forwarded: rfc7239 }
              off: { url: @backend, transport: TRANSPORT, forwarded: off }
            aggregates:
              /x: { parts: { a: { backend: x, path: /value/a } } }
              /rfc: { parts: { a: { backend: rfc, path: /value/a } } }
              /off: { parts: { a: { backend: off, path: /value/a } } }
            """
                .replace("TRANSPORT", transport));
  }

  @AfterEach
  void close() throws IOException {
    scene.close();
  }

  @Test
  void isWhatWeSee() throws IOException {
    assertThat(told(CLIENT, "/x"))
        .isEqualTo(
            Map.of(
                "x-forwarded-for", CLIENT, "x-forwarded-host", "a", "x-forwarded-proto", "http"));
    assertThat(told(CLIENT, "/rfc"))
        .isEqualTo(Map.of("forwarded", "for=127.0.0.1;host=a;proto=http"));
    assertThat(told(CLIENT, "/off")).isEmpty();
  }

  @Test
  void isNotWhatAClientClaims() throws IOException {
    assertThat(told(CLIENT, "/x", CLAIMS)).isEqualTo(told(CLIENT, "/x"));
    assertThat(told(CLIENT, "/rfc", CLAIMS)).isEqualTo(told(CLIENT, "/rfc"));
    assertThat(told(CLIENT, "/off", CLAIMS)).isEmpty();
  }

  @Test
  void isWhatATrustedProxySaysAndThenWhatWeSee() throws IOException {
    assertThat(told(PROXY, "/x", CLAIMS))
        .isEqualTo(
            Map.of(
                "x-forwarded-for", "192.0.2.1, 2001:db8::1, 127.0.0.2",
                "x-forwarded-host", "shop.test:8443",
                "x-forwarded-proto", "https"));
    assertThat(told(PROXY, "/rfc", CLAIMS))
        .isEqualTo(
            Map.of(
                "forwarded",
                "for=\"[2001:db8::2]\";host=shop.test;proto=https, "
                    + "for=127.0.0.2;host=a;proto=http"));
    assertThat(told(PROXY, "/off", CLAIMS)).isEmpty();
  }

  @Test
  void isWhatWeSeeWhenATrustedProxyMumbles() throws IOException {
    String[] mumbled = {
      "X-Forwarded-For: 192.0.2.1 192.0.2.2",
      "X-Forwarded-Host: \"shop.test\"",
      "X-Forwarded-Proto: https:\u00e9",
      "Forwarded: for=[::1]"
    };
    assertThat(told(PROXY, "/x", mumbled)).isEqualTo(told(PROXY, "/x"));
    assertThat(told(PROXY, "/rfc", mumbled)).isEqualTo(told(PROXY, "/rfc"));
  }

  @Test
  void isStillWhatATrustedProxyAddsToWhatItsClientMadeUp() throws IOException {
    assertThat(told(PROXY, "/x", "X-Forwarded-For: <made up>, 192.0.2.1"))
        .containsEntry("x-forwarded-for", "192.0.2.1, 127.0.0.2");
    assertThat(told(PROXY, "/rfc", "Forwarded: for=\", for=192.0.2.1"))
        .containsEntry("forwarded", "for=192.0.2.1, for=127.0.0.2;host=a;proto=http");
  }

  @Test
  void isReadAnewFromEveryRequestOfAConnection() throws IOException {
    try (RawClient client = new RawClient(InetAddress.ofLiteral(PROXY), scene.gateway().port())) {
      client.get("/x", "X-Forwarded-For: 192.0.2.1").answer();
      assertThat(told()).containsEntry("x-forwarded-for", "192.0.2.1, 127.0.0.2");
      client.get("/x", "X-Forwarded-For: 192.0.2.2").answer();
      assertThat(told()).containsEntry("x-forwarded-for", "192.0.2.2, 127.0.0.2");
    }
  }

  @Test
  void showsAnIpv6Client() throws IOException {
    assertThat(told("::1", "/x", CLAIMS)).containsEntry("x-forwarded-for", "::1");
    assertThat(told("::1", "/rfc", CLAIMS))
        .containsEntry("forwarded", "for=\"[::1]\";host=a;proto=http");
  }

  @Test
  void hasNoHostWhenTheClientNamesNone() throws IOException {
    scene.exchange("GET /x HTTP/1.0\r\n\r\n");
    assertThat(told()).isEqualTo(Map.of("x-forwarded-for", CLIENT, "x-forwarded-proto", "http"));
    scene.exchange("GET /rfc HTTP/1.0\r\n\r\n");
    assertThat(told()).isEqualTo(Map.of("forwarded", "for=127.0.0.1;proto=http"));
  }

  private Map<String, String> told(String from, String path, String... headers) throws IOException {
    try (RawClient client = new RawClient(InetAddress.ofLiteral(from), scene.gateway().port())) {
      assertThat(client.get(path, headers).answer().body()).contains("\"complete\":true");
    }
    return told();
  }

  private Map<String, String> told() {
    Map<String, String> told = new TreeMap<>();
    List<String> lines = scene.backendHeads().getLast().lines().skip(1).toList();
    for (String line : lines) {
      String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
      if (name.startsWith("x-forwarded") || name.equals("forwarded")) {
        assertThat(told.put(name, line.substring(name.length() + 1).strip())).isNull();
      }
    }
    return told;
  }
}
