package io.tributary.app;

import io.tributary.backend.lean.LeanTransport;
import io.tributary.http.PublicServer;
import io.tributary.http.PublicSettings;
import io.tributary.metrics.LagProbe;
import io.tributary.scope.Clock;
import io.tributary.scope.TimerWheel;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop owns: a client to the backends, the plans that use it, and a server before
 * them.
 */
final class EventLoopVerticle extends VerticleBase {
  private final PlanFactory assembly;
  private final PublicSettings settings;
  private @Nullable PublicServer server;

  EventLoopVerticle(PlanFactory assembly, PublicSettings settings) {
    this.assembly = assembly;
    this.settings = settings;
  }

  @Override
  public Future<?> start() {
    LagProbe.start(vertx, settings.metrics());
    Clock clock = new TimerWheel(Clock.of(vertx));
    LeanTransport client = new LeanTransport(vertx, clock, settings.deadline(), settings.metrics());
    return PublicServer.listen(vertx, assembly.plansOn(client), clock, settings)
        .onSuccess(listening -> server = listening);
  }

  PublicServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
