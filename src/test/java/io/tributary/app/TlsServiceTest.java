package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Authority;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service before a backend that speaks HTTP/1.1 and HTTP/2 over TLS. */
final class TlsServiceTest {
  private static final String WITHOUT_CERTIFICATE =
      """
      backends:
        users: { url: "https://localhost:%d", %s, tls: { ca: "%s" } }
      aggregates:
        /aggregate:
          parts: { users: { backend: users, path: /users } }
      """;

  private final Vertx vertx = TestVertx.create();

  @TempDir Path folder = Path.of("");

  private Authority authority;

  @BeforeEach
  void createAuthority() throws Exception {
    TlsWarmUp.once(folder);
    authority = Authority.create(folder);
  }

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          protocol: http/1.1 | it requires a client certificate, and none is configured
          transport: lean    | it requires a client certificate, and none is configured
          protocol: http/2   | it closed the connection right after the handshake; it may require a client certificate
          """)
  void writesOneLineForManyCallsThatFailForTheSameReason(String keys, String words)
      throws Exception {
    String yaml =
        WITHOUT_CERTIFICATE.formatted(serve(ClientAuth.REQUIRED), keys, authority.certificate());
    try (RunningService service = RunningService.start(yaml);
        RecordedLogs logs = new RecordedLogs()) {
      for (int i = 0; i < 10; i++) {
        HttpResponse<String> answer = service.get("/aggregate");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("unreachable");
      }
      assertThat(logs.lines()).hasSize(2);
      assertThat(logs.lines().getFirst())
          .isEqualTo("WARN Backend users: TLS connection failed: " + words);
      assertThat(logs.lines().getLast()).startsWith("WARN Backend users at localhost:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol: http/1.1", "protocol: http/2", "transport: lean"})
  void callsABackendThatItTrusts(String keys) throws Exception {
    String yaml =
        WITHOUT_CERTIFICATE.formatted(serve(ClientAuth.NONE), keys, authority.certificate());
    try (RunningService service = RunningService.start(yaml);
        RecordedLogs logs = new RecordedLogs()) {
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
      assertThat(logs.lines()).isEmpty();
    }
  }

  private int serve(ClientAuth clients) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(authority.issue("localhost").options())
                    .setTrustOptions(authority.trust())
                    .setClientAuth(clients))
            .exceptionHandler(_ -> {})
            .requestHandler(request -> request.response().end("[]").onComplete(_ -> {}));
    return TestVertx.await(server.listen(0, "localhost")).actualPort();
  }
}
