package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which pages are refused at the guarded endpoints of the management port: by DNS rebinding, and of
 * other origins.
 */
final class ManagementAccessTest {
  private final GuardedServer server = new GuardedServer(Optional.of(GuardedServer.TOKEN));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:9090",
        "192.0.2.7:1",
        "[::1]",
        "[2001:db8::1]:9090",
        "localhost",
        "LocalHost:9090",
        "ops.example",
        "OPS.example:443"
      })
  void acceptsAddressesLocalhostAndConfiguredHosts(String host) throws Exception {
    assertThat(server.get("/", host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9090",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "xops.example",
        "127.1",
        "0x7f.0.0.1",
        "2130706433"
      })
  void refusesAnotherNameWhichDnsRebindingWouldUse(String host) throws Exception {
    Answer refused = server.get("/", host);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.body()).contains("management.hosts").doesNotContain(host);
    assertThat(server.get("/livez", host).status()).as("a probe").isEqualTo(200);
  }

  @Test
  void refusesARequestWithoutHost() throws Exception {
    try (RawClient client = server.client()) {
      assertThat(client.send("GET / HTTP/1.0\r\n\r\n").answer().status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9090",
        "https://localhost:9090",
        "http://LOCALHOST:9090",
      })
  void acceptsItsOwnPages(String origin) throws Exception {
    assertThat(server.post("Origin: " + origin, "Sec-Fetch-Site: same-origin").status())
        .isEqualTo(200);
  }

  @Test
  void acceptsItsOwnPagesBehindAProxyWithTls() throws Exception {
    Answer page =
        server.get(
            "/",
            "ops.example",
            "Origin: https://ops.example",
            GuardedServer.REMOTE,
            GuardedServer.basic("me:" + GuardedServer.TOKEN));
    assertThat(page.status()).isEqualTo(200);
    Answer withPort =
        server.get(
            "/",
            "ops.example:443",
            "Origin: https://ops.example",
            GuardedServer.REMOTE,
            GuardedServer.basic("me:" + GuardedServer.TOKEN));
    assertThat(withPort.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:9090",
        "http://localhost:9090.evil.example",
        "http://localhost:9090@evil.example",
        "ftp://localhost:9090",
        "localhost:9090",
        "null"
      })
  void refusesPostsFromPagesOfAnotherOrigin(String origin) throws Exception {
    Answer refused = server.post("Origin: " + origin);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("pages of other origins");
    assertThat(server.posted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void refusesWhatABrowserSendsForAnotherSite(String site) throws Exception {
    assertThat(server.post("Sec-Fetch-Site: " + site).status()).isEqualTo(403);
    String fetchSite = "Sec-Fetch-Site: " + site;
    assertThat(server.get("/", "localhost", fetchSite).status()).isEqualTo(403);
    String mode = "Sec-Fetch-Mode: navigate";
    assertThat(server.get("/", "localhost", fetchSite, mode, "Sec-Fetch-Dest: iframe").status())
        .as("a frame in a page")
        .isEqualTo(403);
    assertThat(server.post(fetchSite, mode, "Sec-Fetch-Dest: document").status())
        .as("a form that is sent")
        .isEqualTo(403);
  }

  @Test
  void acceptsSomebodyWhoFollowsALinkToThePage() throws Exception {
    Answer page =
        server.get(
            "/",
            "localhost",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document");
    assertThat(page.status()).isEqualTo(200);
    assertThat(server.get("/", "localhost", "Sec-Fetch-Site: none").status()).isEqualTo(200);
  }

  @Test
  void refusesAPostOfAnotherOriginBeforeItsBodyArrives() throws Exception {
    try (RawClient client = server.client()) {
      String head =
          GuardedServer.head(
              "POST", "/do", "localhost", "Origin: http://evil.example", "Content-Length: 1000000");
      Answer refused = client.send(head).answer();
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("connection")).isEqualTo("close");
    }
  }
}
