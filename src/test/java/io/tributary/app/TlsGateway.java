package io.tributary.app;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The public side over TLS before one backend, {@code a}. It closes after its test. */
final class TlsGateway implements AfterEachCallback {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend;
  private final RunningGateway gateway;

  /**
   * Starts it.
   *
   * @param folder for its certificate
   * @param keys further keys of {@code server}, each after a comma
   * @param yaml the configuration without {@code server} and {@code backends}
   * @param responding the backend
   */
  TlsGateway(Path folder, String keys, String yaml, FakeBackend.Script responding) {
    backend = FakeBackend.start(vertx, responding);
    String backends = "backends: { a: { url: \"%s\" } }\n".formatted(backend.url());
    try {
      TlsWarmUp.once(folder);
      gateway = RunningGateway.overTls(Certificate.of("localhost", folder), keys, backends + yaml);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  Gateway gateway() {
    return gateway.gateway();
  }

  int port() {
    return gateway.port();
  }

  FakeBackend backend() {
    return backend;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    gateway.close();
    TestVertx.close(vertx);
  }
}
