package io.tributary.http.admission;

import io.tributary.scope.ByteAccount;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionWatch;
import io.tributary.server.ServerInternals;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests on one event loop, within the limits of all and within what this event loop can
 * do. Confined to its event loop.
 */
public final class Admission implements WaitingRequests.Places {
  /** No request of HTTP/2 waits beyond so many, because one connection can send a hundred. */
  private static final int MOST_WAITING = 1000;

  private final AdmissionLimit limit;
  private final ByteBudget bytes;
  private final Clock clock;
  private final AdaptiveLimit adaptive;
  private final WaitingRequests waiting;
  private final Refusals refusals;
  private final Executor loop;
  private final Latencies ofNone = new Latencies();

  /** The requests whose responses are not ready. */
  private int inFlight;

  /** The places that the limit of all event loops was told of. */
  private int counted;

  /**
   * Creates the admission of one event loop.
   *
   * @param limit the limit of the requests of all event loops
   * @param bytes the limit of the bytes of all event loops
   * @param refusals the responses to requests that are not admitted
   * @param loop runs tasks on this event loop
   */
  public Admission(
      AdmissionLimit limit, ByteBudget bytes, Refusals refusals, Clock clock, Executor loop) {
    this.limit = limit;
    this.bytes = bytes;
    this.refusals = refusals;
    this.loop = loop;
    this.clock = clock;
    this.adaptive = new AdaptiveLimit(limit.max(), clock.nanoTime());
    count();
    this.waiting = new WaitingRequests(this, limit::waiting, clock, loop);
  }

  /** The latencies of one aggregate, to be kept with it. */
  public Latencies latencies() {
    return new Latencies();
  }

  /** Holds the requests of a connection while there is no place for them. */
  public void guard(HttpConnection connection, ConnectionWatch watch) {
    var _ =
        ServerInternals.channel(connection)
            .pipeline()
            .addBefore(
                ConnectionWatch.NAME, "admission-gate", new AdmissionGate(this, watch, refusals));
  }

  /**
   * Handles a request of HTTP/2 when there is a place for it, or at once if too many wait. The
   * handler asks for admission, and a request that has waited too long is refused there.
   */
  public void await(HttpServerRequest request, Handler<HttpServerRequest> handler) {
    if (isOpen() || waiting.size() >= MOST_WAITING) {
      handler.handle(request);
    } else {
      waiting.add(new HeldStream(request, handler));
    }
  }

  @Override
  public boolean isOpen() {
    return inFlight < places() && !limit.reached() && !bytes.spent();
  }

  @Override
  public int places() {
    return adaptive.value();
  }

  private void count() {
    if (counted != adaptive.value()) {
      limit.grown(adaptive.value() - counted);
      counted = adaptive.value();
    }
  }

  /** Refuses all requests that wait, because the server stops. Call it on any thread. */
  public Future<Void> refuseWaiting() {
    Promise<Void> refused = Promise.promise();
    loop.execute(
        () -> {
          waiting.refuseAll();
          refused.complete();
        });
    return refused.future();
  }

  /** The requests that wait for admission. */
  WaitingRequests waiting() {
    return waiting;
  }

  /**
   * Admits a request that arrived at this time. Returns null if it is refused. The place must be
   * {@link Place#leave left} exactly once.
   */
  public @Nullable Place enter(long nanoTime) {
    return tryEnter() ? new Place(nanoTime, bytes.open()) : null;
  }

  /**
   * The same for a request that already holds bytes. If it is refused, it holds none any more.
   *
   * @param account from {@link #account}
   */
  public @Nullable Place enter(long nanoTime, ByteAccount account) {
    if (tryEnter()) {
      return new Place(nanoTime, account);
    }
    account.close();
    return null;
  }

  private boolean tryEnter() {
    if (inFlight >= places() || bytes.spent() || !limit.tryEnter()) {
      return false;
    }
    adaptive.entered(++inFlight);
    return true;
  }

  /** An account for the bytes that a request holds before it is admitted. */
  public ByteAccount account() {
    return bytes.open();
  }

  /**
   * The place of one request among those in flight. What the event loop can do is judged by the
   * requests up to their responses: how fast a client reads says nothing about it.
   */
  public final class Place {
    private final long arrived;
    private final ByteAccount account;
    private boolean served;

    private Place(long arrived, ByteAccount account) {
      this.arrived = arrived;
      this.account = account;
    }

    /** The bytes that the request holds. */
    public ByteAccount bytes() {
      return account;
    }

    /**
     * The response is ready to be written.
     *
     * @param of the latencies of the aggregate
     */
    public void served(Served outcome, Latencies of) {
      served = true;
      inFlight--;
      long now = clock.nanoTime();
      adaptive.finished(now - arrived, of, outcome, now);
      count();
      waiting.placeIsFree();
    }

    /** The request is over, and its response is written or cannot be written. */
    public void leave() {
      account.close();
      limit.leave();
      if (served) {
        waiting.placeIsFree();
      } else {
        served(Served.OTHER, ofNone);
      }
    }
  }
}
