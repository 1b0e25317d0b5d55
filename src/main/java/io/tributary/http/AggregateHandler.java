package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateObservers;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.BackgroundCalls;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Gather;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Plan;
import io.tributary.config.AggregateMethod;
import io.tributary.http.admission.Admission;
import io.tributary.http.admission.Latencies;
import io.tributary.http.admission.Served;
import io.tributary.scope.ByteAccount;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the requests for one aggregate: admission, gather, response. Confined to one event loop.
 */
final class AggregateHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AggregateHandler.class);

  private final Plan plan;
  private final Admission admission;
  private final Latencies latencies;
  private final ResponseWriter problems;
  private final AggregateWriter writer;
  private final AggregateRequestReader reader;
  private final Clock clock;
  private final AggregateObserver observer;
  private final ServerObserver server;
  private final BackgroundCalls background;
  private final DocumentReader documents;

  /** A request that was admitted. */
  private record Admitted(
      ServerExchange exchange, Plan plan, Inputs inputs, Scope scope, Admission.Place place) {
    /** The same request, for each part by itself. */
    Admitted apart() {
      return new Admitted(exchange, plan.apart(), inputs, scope, place);
    }
  }

  AggregateHandler(
      Endpoint endpoint,
      ResponseWriter writer,
      Admission admission,
      Clock clock,
      PublicSettings settings) {
    this.plan = endpoint.plan();
    this.admission = admission;
    this.latencies = admission.latencies();
    this.problems = writer;
    this.writer = new AggregateWriter(plan, writer);
    this.reader = new AggregateRequestReader(endpoint.aggregate(), settings.deadline());
    this.clock = clock;
    this.observer = settings.requests();
    this.server = settings.server();
    this.background = settings.background();
    this.documents = new DocumentReader(reader, admission, clock, settings);
  }

  /** What clients ask with. */
  AggregateMethod method() {
    return reader.aggregate().method();
  }

  /** The names of the client headers that its parts and inputs read, separated by commas. */
  String headersRead() {
    return String.join(", ", reader.aggregate().varyingHeaders());
  }

  /**
   * Handles a request.
   *
   * @param parameters the values of the route's parameters, encoded
   */
  void handle(RoutingContext context, ServerExchange exchange, Map<String, String> parameters) {
    exchange.routed(plan.route());
    switch (method()) {
      case GET -> {
        Admission.Place place = admission.enter(exchange.arrivedNanos());
        admit(context, exchange, parameters, Inputs.NOTHING, place);
      }
      case POST -> receive(context, exchange, parameters);
    }
  }

  /** Reads the client's document. A request that is still arriving takes no place. */
  private void receive(
      RoutingContext context, ServerExchange exchange, Map<String, String> parameters) {
    ByteAccount account = admission.account();
    Future.succeededFuture()
        .compose(_ -> documents.read(context.request(), parameters, account))
        .onFailure(
            refusal -> {
              account.close();
              context.fail(refusal);
            })
        .onSuccess(
            document -> {
              exchange.received();
              Admission.Place place = admission.enter(exchange.arrivedNanos(), account);
              admit(context, exchange, parameters, document, place);
            });
  }

  private void admit(
      RoutingContext context,
      ServerExchange exchange,
      Map<String, String> parameters,
      Buffer document,
      Admission.@Nullable Place place) {
    if (place == null) {
      server.requestRefused();
      fail(context, exchange, ProblemMapping.tooManyRequests());
      return;
    }
    // An exception thrown by the handler fails the future, so every admitted request leaves.
    Future.succeededFuture()
        .compose(_ -> respond(context, exchange, parameters, document, place))
        .onFailure(bug -> failed(context, exchange, bug))
        .onComplete(_ -> place.leave());
  }

  /**
   * Completes when the response is written or cannot be written. Until then the request counts as
   * in flight, because it holds memory.
   */
  private Future<Void> respond(
      RoutingContext context,
      ServerExchange exchange,
      Map<String, String> parameters,
      Buffer document,
      Admission.Place place) {
    HttpServerRequest request = context.request();
    AggregateRequest asked = reader.read(RequestHead.of(request), parameters);
    Optional<Problem> expired = asked.expired();
    if (expired.isPresent()) {
      fail(context, exchange, expired.get());
      return Future.succeededFuture();
    }
    Optional<Plan> chosen = asked.parts().map(plan::only);
    Inputs inputs =
        new Inputs(asked.values(), request.headers(), exchange.client(), Inputs.NOTHING, document);
    exchange.asks(asked.values());
    Scope scope =
        Scope.of(Deadline.after(asked.time(), clock), exchange.trace(), place.bytes())
            .on(exchange.timeline());
    context.response().closeHandler(_ -> scope.cancel());
    Admitted admitted = new Admitted(exchange, chosen.orElse(plan), inputs, scope, place);
    try {
      Future<Void> written =
          asked.stream().isPresent()
              ? stream(admitted.apart(), asked.stream().get())
              : whole(admitted, chosen.map(this::writerOf).orElse(writer));
      return written.onFailure(_ -> scope.cancel());
    } catch (RuntimeException bug) {
      scope.cancel();
      throw bug;
    }
  }

  private AggregateWriter writerOf(Plan chosen) {
    return new AggregateWriter(chosen, problems);
  }

  /** Sends all parts at once. */
  private Future<Void> whole(Admitted asked, AggregateWriter answers) {
    return gather(
        asked,
        observer,
        result -> answers.write(asked.exchange(), result, responded(asked, result)));
  }

  /** Sends each part as it settles. HEAD gets the head, which depends on no part. */
  private Future<Void> stream(Admitted asked, StreamFormat format) {
    ServerExchange exchange = asked.exchange();
    EventHead head = new EventHead(exchange.request(), format, plan.vary());
    if (head.repeated()) {
      return exchange.overAfter(problems.end(exchange.request(), head.noContent()));
    }
    head.put();
    if (HttpMethod.HEAD.equals(exchange.request().method())) {
      return exchange.overAfter(problems.endHead(exchange.request()));
    }
    EventWriter events = new EventWriter(exchange, format, problems, asked.scope());
    return gather(
        asked,
        new AggregateObservers(List.of(observer, events)),
        result -> {
          long _ = responded(asked, result);
          return events.end(result);
        });
  }

  private Future<Void> gather(
      Admitted asked, AggregateObserver observers, Function<AggregateResult, Future<Void>> write) {
    return Gather.run(asked.plan(), asked.inputs(), asked.scope(), observers).compose(write);
  }

  /** Tells those who observe it that the result is known. Returns how long that took. */
  private long responded(Admitted asked, AggregateResult result) {
    long total = clock.nanoTime() - asked.exchange().arrivedNanos();
    observer.responded(result, asked.scope(), total);
    asked.place().served(Served.of(result), latencies);
    if (result.completeness() != Completeness.CANCELLED) {
      background.start(result, asked.inputs(), asked.scope());
    }
    return total;
  }

  /** A problem cannot take the place of a stream that has begun. */
  private void failed(RoutingContext context, ServerExchange exchange, Throwable cause) {
    if (context.response().headWritten()) {
      LOG.error("Internal error, request {}", exchange.trace().requestId(), cause);
      exchange.overAfter(ResponseWriter.cut(context.request()));
    } else {
      plan.headers().rules().forEach(rule -> context.response().headers().remove(rule.name()));
      context.fail(cause);
    }
  }

  private void fail(RoutingContext context, ServerExchange exchange, Problem problem) {
    exchange.overAfter(
        problems.end(context.request(), exchange.failed(problem).writeHead(context.response())));
  }
}
