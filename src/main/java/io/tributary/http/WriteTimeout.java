package io.tributary.http;

import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.server.Cut;
import io.tributary.server.ServerInternals;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off clients that do not read. Every write must reach the socket within the write timeout,
 * and within a second while the bytes in flight are scarce, so that clients that do not read cannot
 * take the memory from those that do. Confined to one event loop.
 */
public final class WriteTimeout {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long nanos;
  private final ByteBudget budget;
  private final Clock clock;
  private final Consumer<Cut> cuts;

  /**
   * Creates the timeout of one event loop.
   *
   * @param cuts told of every connection that is closed; must not block
   */
  public WriteTimeout(Duration timeout, ByteBudget budget, Clock clock, Consumer<Cut> cuts) {
    this.nanos = timeout.toNanos();
    this.budget = budget;
    this.clock = clock;
    this.cuts = cuts;
  }

  /** Cuts the response off unless the write ends in time. */
  void watch(Future<Void> written, HttpServerRequest request) {
    if (!written.isComplete()) {
      Watch watch = new Watch(request);
      watch.look();
      written.onComplete(_ -> watch.end());
    }
  }

  private final class Watch {
    private final HttpServerRequest request;
    private final long deadline = clock.nanoTime() + nanos;
    private Clock.@Nullable Timer timer;

    Watch(HttpServerRequest request) {
      this.request = request;
    }

    void look() {
      timer = clock.at(Math.min(deadline, clock.nanoTime() + SECOND), this::judge);
    }

    private void judge() {
      if (clock.nanoTime() >= deadline) {
        cut(Cut.WRITE_TIMEOUT);
      } else if (budget.scarce()) {
        cut(Cut.MEMORY);
      } else {
        look();
      }
    }

    private void cut(Cut why) {
      cuts.accept(why);
      ServerInternals.abort(request);
    }

    void end() {
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
