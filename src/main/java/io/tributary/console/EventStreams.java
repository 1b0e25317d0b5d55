package io.tributary.console;

import io.tributary.http.Problem;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Exchange;
import io.tributary.ops.SharedPage;
import io.tributary.scope.Clock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages that listen to events: {@code /console/events}. Nothing runs while there is none.
 * Confined to the event loop of the management server, except for {@link #close}.
 */
final class EventStreams {
  /** The most pages that can listen. */
  static final int MOST = 20;

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final Changes changes;
  private final SharedPage events;
  private final Set<EventStream> open = new LinkedHashSet<>();
  private Clock.@Nullable Timer timer;
  private volatile @Nullable Context context;
  private volatile boolean closed;

  EventStreams(Vertx vertx, Clock clock, Changes changes) {
    this.clock = clock;
    this.changes = changes;
    this.events = new SharedPage(vertx, changes::next);
  }

  Endpoint endpoint() {
    return new Endpoint(
        "/console/events", Endpoint.Access.GUARDED, Endpoint.Methods.GET, this::answer);
  }

  private void answer(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    if (closed) {
      exchange.refuse(Problem.of(503, "the service is stopping"));
    } else if (open.size() >= MOST) {
      exchange.refuse(Problem.of(503, MOST + " pages listen already, which is the most"));
    } else if (HttpMethod.HEAD.equals(request.method())) {
      EventStream.putHeaders(request.response());
      exchange.endHead();
    } else {
      open(request);
    }
  }

  private void open(HttpServerRequest request) {
    context = Vertx.currentContext();
    if (open.isEmpty()) {
      changes.begin();
      schedule();
    }
    EventStream stream = new EventStream(request, clock);
    open.add(stream);
    stream.open(() -> left(stream));
  }

  private void left(EventStream stream) {
    open.remove(stream);
    if (open.isEmpty()) {
      unschedule();
    }
  }

  private void schedule() {
    if (timer == null) {
      timer = clock.after(PERIOD, this::tick);
    }
  }

  private void unschedule() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void tick() {
    timer = null;
    events.next().onComplete(this::send);
  }

  private void send(AsyncResult<Buffer> made) {
    if (made.succeeded()) {
      List.copyOf(open).forEach(stream -> stream.send(made.result()));
    } else if (!(made.cause() instanceof RejectedExecutionException)) { // else it is closed
      LOG.error("No events for the console", made.cause());
    }
    if (!open.isEmpty()) {
      schedule();
    }
  }

  /** Ends all streams, so that a shutdown does not wait for them. Thread-safe. */
  void close() {
    closed = true;
    Context loop = context;
    if (loop != null) {
      loop.runOnContext(
          _ -> {
            unschedule();
            List.copyOf(open).forEach(EventStream::end);
            open.clear();
          });
    }
  }
}
