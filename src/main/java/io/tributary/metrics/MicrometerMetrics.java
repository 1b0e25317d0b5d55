package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Scope;
import io.tributary.server.Cut;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Records events in a Micrometer registry. Meters are looked up once and not per request.
 * Thread-safe.
 */
public final class MicrometerMetrics implements AggregateObserver {
  private final HttpServerMeters exchanges;
  private final MeterRegistry registry;
  private final Map<String, PlanMeters> plans = new ConcurrentHashMap<>();
  private final Map<String, BackendMeters> backends = new ConcurrentHashMap<>();
  private final Map<Cut, Counter> cuts = new EnumMap<>(Cut.class);
  private final BreakerMeters breakers;
  private final ReloadMeters reloads;
  private final SchemaMeters schemas;
  private final TransformMeters transforms;

  /** What a reload has left; empty before the first one. */
  private volatile Optional<Configured> configured = Optional.empty();

  private final List<Counter> responses;
  private final Counter shed;
  private final Counter protocolErrors;
  private final Counter accessLogLeftOut;
  private final Timer loopLag;

  /** Registers the meters that do not depend on the configuration. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.exchanges = new HttpServerMeters(registry);
    this.breakers = new BreakerMeters(registry);
    this.shed = counter("tributary.shed", "Requests refused because too many were in flight");
    this.responses = IntStream.rangeClosed(1, 5).mapToObj(this::responses).toList();
    this.reloads = new ReloadMeters(registry);
    this.schemas = new SchemaMeters(registry);
    this.transforms = new TransformMeters(registry);
    for (Cut why : Cut.values()) {
      cuts.put(why, cut(why));
    }
    this.accessLogLeftOut =
        counter("tributary.access.log.left.out", "Lines that the access log left out");
    this.protocolErrors =
        counter(
            "tributary.protocol.errors", "Requests and other bytes of clients that were not HTTP");
    this.loopLag =
        Buckets.fast("tributary.eventloop.lag", "How late an event loop came to its timers")
            .register(registry);
  }

  /** Registers a gauge of something that is in use, which is read at each scrape. */
  public void watch(InUse what, LongSupplier value) {
    Gauge.builder(what.meter, value, LongSupplier::getAsLong)
        .description(what.help)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    meters(plan).settled(result);
  }

  @Override
  public void responded(AggregateResult result, Scope scope, long totalNanos) {
    meters(result.parts().plan()).responded(result, totalNanos);
  }

  private PlanMeters meters(Plan plan) {
    PlanMeters known = plans.get(plan.route()); // without a lambda for each part
    return known != null
        ? known
        : plans.computeIfAbsent(plan.route(), _ -> new PlanMeters(registry, plan));
  }

  /** The meters of calls to the server at this address. */
  public HttpClientMeters callsTo(String address, int port) {
    return new HttpClientMeters(registry, address, port);
  }

  /** A request was refused because too many were in flight. */
  public void requestRefused() {
    shed.increment();
  }

  /**
   * A response of the public port was written, or its client has left.
   *
   * @param route the path of the configuration; empty if none matched
   */
  public void finished(String method, String route, String scheme, int status, long nanos) {
    exchanges.finished(method, route, scheme, status, nanos);
  }

  /** Lines of the access log were left out. */
  public void accessLogLeftOut(long lines) {
    accessLogLeftOut.increment((double) lines);
  }

  /** Registers a counter of spans that were not exported, which is read at each scrape. */
  public void watchDroppedSpans(LongSupplier total) {
    FunctionCounter.builder("tributary.spans.dropped", this, _ -> (double) total.getAsLong())
        .description("Spans that were not exported")
        .register(registry);
  }

  /** A response of the public port is about to be written. */
  public void responded(int status) {
    responses.get(Math.clamp(status / 100, 1, 5) - 1).increment();
  }

  private Counter responses(int statusClass) {
    return Counter.builder("tributary.responses")
        .description("Responses on the public port, by the class of their status")
        .tag("status", statusClass + "xx")
        .register(registry);
  }

  /** The circuit breakers. */
  public BreakerMeters breakers() {
    return breakers;
  }

  /** The jobs of the workers. */
  public TransformMeters transforms() {
    return transforms;
  }

  /** An event loop ran a timer with this delay. */
  public void loopLagged(long nanos) {
    loopLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A client's connection was closed that the client wanted to keep. */
  public void connectionCut(Cut why) {
    Objects.requireNonNull(cuts.get(why)).increment();
  }

  private Counter cut(Cut why) {
    return Counter.builder("tributary.connections.cut")
        .description("Connections of clients that the service closed to protect itself")
        .tag("reason", why.code())
        .register(registry);
  }

  /** A client broke the HTTP protocol. */
  public void protocolError() {
    protocolErrors.increment();
  }

  /** A connection to a backend was opened. */
  public void connectionOpened(String backend) {
    meters(backend).connections().incrementAndGet();
  }

  /** A connection to a backend was closed. */
  public void connectionClosed(String backend) {
    meters(backend).connections().decrementAndGet();
    configured.ifPresent(names -> forgetIfGone(backend, names));
  }

  /** A call opened a stream on an HTTP/2 connection. */
  public void streamOpened(String backend) {
    meters(backend).streams().incrementAndGet();
  }

  /** A call on an HTTP/2 connection ended. */
  public void streamClosed(String backend) {
    meters(backend).streams().decrementAndGet();
  }

  /** A backend sent an unsolicited response. */
  public void unsolicitedResponse(String backend) {
    meters(backend).unsolicited().increment();
  }

  /** The reloads of the configuration. */
  public ReloadMeters reloads() {
    return reloads;
  }

  /** The bodies that are held to schemas. */
  public SchemaMeters schemas() {
    return schemas;
  }

  /** Removes the meters of what is not configured any more. */
  public void keepOnly(Configured names) {
    configured = Optional.of(names);
    registry.getMeters().stream().filter(names::lacks).forEach(registry::remove);
    plans.clear(); // afterwards, so that what is known is registered
    exchanges.keepOnly(names);
    backends.keySet().forEach(backend -> forgetIfGone(backend, names));
  }

  /** The last connection of a backend may close after the backend is gone. */
  private void forgetIfGone(String backend, Configured names) {
    if (!names.backends().contains(backend)) {
      backends.computeIfPresent(
          backend,
          (name, meters) -> {
            if (!meters.idle()) {
              return meters;
            }
            Search.in(registry).tag("backend", name).meters().forEach(registry::remove);
            return null;
          });
    }
  }

  private BackendMeters meters(String backend) {
    return backends.computeIfAbsent(backend, name -> new BackendMeters(registry, name));
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }
}
