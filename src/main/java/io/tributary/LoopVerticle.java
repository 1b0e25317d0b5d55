package io.tributary;

import io.tributary.aggregate.Clock;
import io.tributary.aggregate.TimerWheel;
import io.tributary.backend.LoopClient;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.metrics.LagProbe;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop owns: a client to the backends, the plans that use it, and a server before
 * them.
 */
final class LoopVerticle extends VerticleBase {
  private final Assembly assembly;
  private final PublicSettings settings;
  private @Nullable PublicServer server;

  LoopVerticle(Assembly assembly, PublicSettings settings) {
    this.assembly = assembly;
    this.settings = settings;
  }

  @Override
  public Future<?> start() {
    LagProbe.start(vertx, settings.metrics());
    Clock clock = new TimerWheel(Clock.of(vertx));
    LoopClient client = new LoopClient(vertx, clock, settings.deadline(), settings.metrics());
    return PublicServer.listen(vertx, assembly.plansOn(client), clock, settings)
        .onSuccess(listening -> server = listening);
  }

  PublicServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
