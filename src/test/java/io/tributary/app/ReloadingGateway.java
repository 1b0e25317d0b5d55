package io.tributary.app;

import static io.tributary.support.TestVertx.await;

import io.tributary.config.yaml.SourceFiles;
import io.tributary.openapi.ApiDocument;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** The public side with a file that the test changes and reloads. */
final class ReloadingGateway implements AutoCloseable {
  private final Vertx vertx = TestVertx.create(60_000); // new code is compiled under load
  private final Gateway gateway;
  private final Reloader reloader;

  /** Starts it with that file. */
  ReloadingGateway(Path path) throws Exception {
    ConfigFile file = new ConfigFile(path, Map.of());
    LoadedConfig loaded = file.load(new SourceFiles());
    gateway =
        await(
            Gateway.start(
                vertx, 2, loaded, new ApiDocument(vertx, loaded.config()), Observers.NONE));
    reloader =
        new Reloader(
            vertx, file, gateway.generations(), GenerationObserver.NONE, InstantSource.system());
  }

  Vertx vertx() {
    return vertx;
  }

  Reloader reloader() {
    return reloader;
  }

  Generation generation() {
    return gateway.generations().current();
  }

  @Override
  public void close() {
    var _ = await(VertxShutdown.of(vertx)); // as the service stops
  }
}
