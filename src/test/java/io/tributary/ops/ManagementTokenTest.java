package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which peers are refused at the guarded endpoints of the management port without the token. */
final class ManagementTokenTest {
  private final GuardedServer server = new GuardedServer(Optional.of(GuardedServer.TOKEN));
  private final GuardedServer withoutToken = new GuardedServer(Optional.empty());

  @AfterEach
  void stop() {
    server.close();
    withoutToken.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 127.0.0.1",
        "x-forwarded-host: localhost",
        "X-Forwarded-Anything: 1",
        "Forwarded: for=127.0.0.1",
        "X-Real-IP: 127.0.0.1",
        "Via: 1.1 proxy"
      })
  void refusesAProxyOnThisMachineWithoutTheToken(String header) throws Exception {
    Answer refused = server.get("/", "localhost", header);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers("www-authenticate"))
        .containsExactly("Basic realm=\"Tributary\", charset=\"UTF-8\"", "Bearer");
    assertThat(refused.body()).doesNotContain(GuardedServer.TOKEN);
    assertThat(server.get("/livez", "localhost", header).status()).as("a probe").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer c4nary-t0ken",
        "Bearer c4nary-t0ken:~~",
        "Bearer C4NARY-T0KEN:~",
        "Token c4nary-t0ken:~",
        "c4nary-t0ken:~",
        "Basic c4nary-t0ken:~",
        "Basic ====",
        "Basic"
      })
  void refusesAWrongToken(String authorization) throws Exception {
    assertThat(
            server
                .get("/", "localhost", GuardedServer.REMOTE, "Authorization: " + authorization)
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"me:wrong", "me:", ":", "c4nary-t0ken:~:me", ""})
  void refusesAWrongPassword(String credentials) throws Exception {
    assertThat(
            server
                .get("/", "localhost", GuardedServer.REMOTE, GuardedServer.basic(credentials))
                .status())
        .isEqualTo(401);
  }

  @Test
  void acceptsTheTokenAsBearerTokenAndAsPasswordOfAnyUser() throws Exception {
    for (String authorization :
        List.of(
            "Authorization: Bearer " + GuardedServer.TOKEN,
            "authorization: bearer  " + GuardedServer.TOKEN,
            GuardedServer.basic("me:" + GuardedServer.TOKEN),
            GuardedServer.basic(":" + GuardedServer.TOKEN))) {
      assertThat(server.get("/", "localhost", GuardedServer.REMOTE, authorization).status())
          .as(authorization)
          .isEqualTo(200);
    }
  }

  @Test
  void refusesAPageOfAnotherOriginEvenWithTheToken() throws Exception {
    Answer refused =
        server.post(
            GuardedServer.REMOTE,
            GuardedServer.basic("me:" + GuardedServer.TOKEN),
            "Origin: http://evil.example");
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void refusesRemotePeersWithAPlainSentenceWhereNoTokenIsSet() throws Exception {
    for (String authorization :
        List.of("Accept: */*", "Authorization: Bearer ", GuardedServer.basic(":"))) {
      Answer refused = withoutToken.get("/", "localhost", GuardedServer.REMOTE, authorization);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("needs management.token, which is not set");
    }
    assertThat(withoutToken.get("/", "localhost").status()).isEqualTo(200);
  }

  @Test
  void refusesAPeerThatIsNotLoopbackWithoutTheToken() throws Exception {
    Optional<InetAddress> address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(one -> !one.isLoopbackAddress() && !one.isLinkLocalAddress())
            .findFirst();
    assumeTrue(address.isPresent(), "this machine has an address that is not loopback");
    try (RawClient client = server.client(address.get())) {
      assertThat(client.send(GuardedServer.head("GET", "/", "localhost")).answer().status())
          .isEqualTo(401);
      String authorization = "Authorization: Bearer " + GuardedServer.TOKEN;
      assertThat(
              client
                  .send(GuardedServer.head("GET", "/", "localhost", authorization))
                  .answer()
                  .status())
          .isEqualTo(200);
      assertThat(client.send(GuardedServer.head("GET", "/livez", "localhost")).answer().status())
          .isEqualTo(200);
    }
  }
}
