package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Client;
import io.tributary.scope.Clock;
import io.tributary.scope.OutOfMemory;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client and what became of it. Observers read it when it is over, and keep what
 * they need of it. Confined to its event loop.
 */
public final class ServerExchange {
  /** What logs of HTTP servers say when the client left before there was a response. */
  public static final int CLIENT_LEFT = 499;

  /** What the exchanges of one event loop share. */
  record Shared(Clients clients, Clock clock, ServerObserver observer) {
    static Shared of(PublicSettings settings, Clock clock) {
      return new Shared(new Clients(settings.trustedProxies()), clock, settings.server());
    }

    /** Begins the exchange of a request that has just been read. */
    ServerExchange begin(HttpServerRequest request, Trace trace) {
      return new ServerExchange(this, request, trace);
    }
  }

  private final Shared shared;
  private final HttpServerRequest request;
  private final Trace trace;
  private final Timeline timeline;
  private long arrivedNanos;
  private String route = "";
  private String detail = "";
  private Map<String, List<String>> inputs = Map.of();
  private @Nullable Client client;
  private @Nullable AggregateResult result;
  private long nanos;
  private boolean delivered;
  private boolean left;

  private ServerExchange(Shared shared, HttpServerRequest request, Trace trace) {
    this.shared = shared;
    this.request = request;
    this.trace = trace;
    this.arrivedNanos = shared.clock().nanoTime();
    this.timeline =
        shared.observer().looksAtTimeline(arrivedNanos) || trace.recording()
            ? Timeline.on(shared.clock())
            : Timeline.NONE;
  }

  HttpServerRequest request() {
    return request;
  }

  /** The request is one for this aggregate. */
  void routed(String to) {
    route = to;
  }

  /** The request has now arrived as a whole. */
  void received() {
    arrivedNanos = shared.clock().nanoTime();
  }

  /** The request has these inputs. */
  void asks(Map<String, List<String>> values) {
    inputs = values;
  }

  /** The response is a problem. */
  Problem failed(Problem problem) {
    detail = problem.detail();
    return problem;
  }

  /** The response is about to be written. */
  void gathered(AggregateResult gathered) {
    result = gathered;
    timeline.begin(Phase.WRITING);
  }

  /** The client has left in the middle of its request, so there is no response. */
  void abandoned() {
    left = true;
    var _ = overAfter(Future.failedFuture("the client has left"));
  }

  /**
   * The exchange is over when the response is written or cannot be written, because the client has
   * left. The result completes then, and never fails.
   */
  Future<Void> overAfter(Future<Void> written) {
    return written
        .onComplete(
            end -> {
              nanos = shared.clock().nanoTime() - arrivedNanos;
              delivered = end.succeeded() && !(result instanceof AggregateResult.Cancelled);
              timeline.end();
              shared.observer().finished(this);
            })
        .otherwise(
            failure -> {
              OutOfMemory.endProcessIfCauseOf(failure);
              return null;
            });
  }

  /** Ids of the request and its trace. */
  public Trace trace() {
    return trace;
  }

  /** What the request spent its time on after the parts, whose timelines are in the result. */
  public Timeline timeline() {
    return timeline;
  }

  /** When the request had arrived as a whole, in nanoseconds of the monotonic clock. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** From the request's arrival until its response was written, in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** The method of the request. */
  public String method() {
    return request.method().name();
  }

  /** The version of HTTP, such as {@code HTTP/1.1}. */
  public String protocol() {
    return switch (request.version()) {
      case HttpVersion.HTTP_1_0 -> "HTTP/1.0";
      case HttpVersion.HTTP_1_1 -> "HTTP/1.1";
      case HttpVersion.HTTP_2 -> "HTTP/2";
    };
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return request.connection().isSsl() ? "https" : "http";
  }

  /** The path as it was sent. It may hold values of inputs. */
  public String path() {
    return String.valueOf(request.path());
  }

  /** The query as it was sent; empty if there is none. It may hold credentials. */
  public String query() {
    return Objects.requireNonNullElse(request.query(), "");
  }

  /** Whether the request has a header of this name. */
  public boolean has(String header) {
    return request.headers().contains(header);
  }

  /** The route of the aggregate; empty if the request is for none. */
  public String route() {
    return route;
  }

  /** The values of the aggregate's inputs, by name. */
  public Map<String, List<String>> inputs() {
    return inputs;
  }

  /** The client, as backends are told of it. */
  public Client client() {
    if (client == null) {
      client = shared.clients().of(request);
    }
    return client;
  }

  /** The address that the request came from, behind trusted proxies. */
  public String clientAddress() {
    return shared.clients().origin(client());
  }

  /** The status of the response, or {@link #CLIENT_LEFT} if there was none. */
  public int status() {
    boolean abandoned = left || result instanceof AggregateResult.Cancelled;
    return abandoned && !request.response().headWritten()
        ? CLIENT_LEFT
        : request.response().getStatusCode();
  }

  /** The bytes of the response's body that were written. */
  public long bytes() {
    return request.response().bytesWritten();
  }

  /** Whether the whole response was written. */
  public boolean delivered() {
    return delivered;
  }

  /** Why the response is a problem, in one sentence; empty if it is none. */
  public String detail() {
    return detail;
  }

  /** What was gathered; empty if nothing was. */
  public Optional<AggregateResult> result() {
    return Optional.ofNullable(result);
  }
}
