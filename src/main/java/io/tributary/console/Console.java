package io.tributary.console;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.http.ServerExchange;
import io.tributary.http.ServerObserver;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Exchange;
import io.tributary.ops.SharedPage;
import io.tributary.scope.Clock;
import io.tributary.scope.WallClock;
import io.vertx.core.Vertx;
import java.net.SocketAddress;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Records what the service is doing and shows it to the page: {@code /console/state} and {@code
 * /console/events}. A service without a console has none of these. Thread-safe.
 */
public final class Console implements ServerObserver {
  private final Recording recording;
  private final TimedRequests timed;
  private final BackendConnections connections = new BackendConnections();
  private final SharedPage state;
  private final EventStreams streams;

  /**
   * Creates a console that has seen nothing.
   *
   * @param time the time of day of moments of the clock
   * @param clock the clock of the exchanges; its timers run on the event loop of the management
   *     server
   */
  public Console(Vertx vertx, ConsoleSources sources, WallClock time, Clock clock) {
    this.recording = new Recording(sources, time, clock::nanoTime);
    this.timed = new TimedRequests(clock.nanoTime());
    State shown = new State(sources, recording, connections, time, clock::nanoTime);
    this.state = new SharedPage(vertx, shown::all);
    this.streams = new EventStreams(vertx, clock, new Changes(shown, recording, sources));
  }

  /** The guarded endpoints with what is recorded. */
  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            "/console/state",
            Endpoint.Access.GUARDED,
            Endpoint.Methods.GET,
            exchange -> exchange.respond(Exchange.JSON, state.next())),
        streams.endpoint());
  }

  /** Observes the connections to backends. */
  public ConnectionObserver connections() {
    return connections;
  }

  /** Observes the circuit breakers. */
  public BreakerObserver breakers() {
    return connections.breakers();
  }

  /** The number of the newest listed request with this id; empty if it is not listed. */
  public OptionalLong seqOf(String requestId) {
    return recording.seqOf(requestId);
  }

  /** Ends the streams of events. New ones are refused. */
  public void close() {
    streams.close();
  }

  @Override
  public boolean looksAtTimeline(long arrivedNanos) {
    return timed.take(arrivedNanos);
  }

  @Override
  public void finished(ServerExchange exchange) {
    recording.add(exchange);
  }

  @Override
  public void refusedUnread(@Nullable SocketAddress client) {
    recording.addUnread();
  }
}
