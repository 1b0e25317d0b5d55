package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backend is called over TLS if its certificate is trusted and is for its name, and only then.
 */
class TlsTest {
  private static final String PASSWORD = "changeit";

  @RegisterExtension final Wire wire = new Wire();
  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void callsABackendWhoseCertificateIsTrustedAndForItsName(@TempDir Path folder) throws Exception {
    PfxOptions store = certificateFor("localhost", folder);
    Wire.Pipe pipe = pipe("localhost", serve(store), new ClientSSLOptions().setTrustOptions(store));
    for (int i = 1; i <= 5; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[" + i + "]");
    }
  }

  @Test
  void asksNothingOfABackendWithACertificateForAnotherName(@TempDir Path folder) throws Exception {
    PfxOptions store = certificateFor("elsewhere.example", folder);
    refused(pipe("localhost", serve(store), new ClientSSLOptions().setTrustOptions(store)));
  }

  @Test
  void asksNothingOfABackendWithACertificateThatNobodyTrusts(@TempDir Path folder)
      throws Exception {
    refused(pipe("localhost", serve(certificateFor("localhost", folder)), new ClientSSLOptions()));
  }

  private void refused(Wire.Pipe pipe) {
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(pipe.failure("/a")).hasMessage("no secure connection to the backend");
    assertThat(requests).hasValue(0);
  }

  private Wire.Pipe pipe(String host, int port, ClientSSLOptions trust) {
    BackendSpec spec = Wire.spec(URI.create("https://" + host + ":" + port), 1);
    return wire.pipe(spec, wire.clock(), trust);
  }

  /** Answers how often it was asked; returns the port. */
  private int serve(PfxOptions store) {
    NetServer server =
        wire.vertx()
            .createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(store))
            .exceptionHandler(_ -> {});
    server.connectHandler(
        socket -> {
          socket.exceptionHandler(_ -> {});
          socket.handler(
              _ -> {
                var _ = socket.write(FakeBackend.ok("[" + requests.incrementAndGet() + "]"));
              });
        });
    return TestVertx.await(server.listen(0, "localhost")).actualPort();
  }

  private static PfxOptions certificateFor(String name, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("store.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "backend",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + name,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
  }
}
