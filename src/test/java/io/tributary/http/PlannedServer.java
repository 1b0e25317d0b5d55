package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.BackgroundCalls;
import io.tributary.aggregate.CachePolicy;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.TransformCall;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.Config;
import io.tributary.config.SameName;
import io.tributary.http.admission.Admission;
import io.tributary.http.admission.AdmissionLimit;
import io.tributary.http.admission.OriginHeaders;
import io.tributary.ops.BugLog;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The public server before calls that a test makes up, at {@code /a}. */
final class PlannedServer {
  private PlannedServer() {}

  /** A plan of these parts. */
  static Plan plan(List<Part> parts, Optional<TransformCall> transform) {
    return new Plan("/a", parts, transform, 200, CachePolicy.NO_STORE, "");
  }

  /** Starts it on one event loop, on a free loopback port. */
  static PublicServer start(Vertx vertx, AdmissionLimit admission, Plan plan, Clock clock) {
    PublicSettings settings = settings(admission);
    return TestVertx.onLoop(
        vertx,
        () -> {
          Admission open =
              settings.admission(
                  clock, task -> vertx.runOnContext(_ -> task.run()), OriginHeaders.NONE);
          List<Endpoint> endpoints = List.of(new Endpoint(aggregate(plan), plan));
          Routes routes = new Routes(vertx, endpoints, open, clock, settings);
          return PublicServer.listen(vertx, () -> routes, open, clock, settings);
        });
  }

  private static AggregateConfig aggregate(Plan plan) {
    return new AggregateConfig(
        plan.route(),
        List.of(),
        false,
        List.of(),
        Optional.empty(),
        200,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        SameName.FIRST,
        AggregateMethod.GET,
        Optional.empty(),
        List.of());
  }

  private static PublicSettings settings(AdmissionLimit admission) {
    return new PublicSettings(
        "127.0.0.1",
        0,
        Duration.ofSeconds(60),
        new PublicLimits(
            admission,
            new ConnectionLimit(10, () -> false, System::nanoTime, _ -> {}),
            ByteBudget.UNLIMITED,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5)),
        new ConnectionDraining(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Config.Tracing(1, Optional.empty()),
        new BugLog(),
        ServerObserver.NONE,
        new BackgroundCalls(1, ByteBudget.UNLIMITED, AggregateObserver.NONE, () -> 0),
        1 << 16);
  }
}
