package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.http.BadRequestException;
import io.tributary.http.Problem;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Endpoint.Access;
import io.tributary.ops.Endpoint.Methods;
import io.tributary.ops.Exchange;
import io.tributary.ops.JsonMembers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /console/ask}: sends a request for an aggregate to the service's own public port, and
 * responds with what came back. Confined to the event loop of the management server.
 */
public final class AskEndpoint {
  private static final int MOST_AT_ONCE = 4;
  private static final Duration BEYOND_DEADLINE = Duration.ofSeconds(1);

  /** A request is recorded when its response is written, which may be after it has been read. */
  private static final int MOST_LOOKS = 20;

  private static final long MILLIS_BETWEEN_LOOKS = 10;

  private final Vertx vertx;
  private final Supplier<Config> config;
  private final Supplier<Optional<PublicAddress>> address;
  private final RecordedRequests recorded;
  private @Nullable OwnClient client;
  private int underWay;

  private AskEndpoint(
      Vertx vertx,
      Supplier<Config> config,
      Supplier<Optional<PublicAddress>> address,
      RecordedRequests recorded) {
    this.vertx = vertx;
    this.config = config;
    this.address = address;
    this.recorded = recorded;
  }

  /**
   * The endpoint.
   *
   * @param config the configuration in force
   * @param address empty until the public port listens
   */
  public static Endpoint of(
      Vertx vertx,
      Supplier<Config> config,
      Supplier<Optional<PublicAddress>> address,
      RecordedRequests recorded) {
    AskEndpoint asking = new AskEndpoint(vertx, config, address, recorded);
    return new Endpoint("/console/ask", Access.GUARDED, Methods.POST, asking::handle);
  }

  /** The endpoint of a console that must not send anything. */
  public static Endpoint refusing() {
    return new Endpoint(
        "/console/ask",
        Access.GUARDED,
        Methods.POST,
        exchange ->
            exchange.refuse(
                Problem.of(403, "management.console.ask is false, so the console sends nothing")));
  }

  private void handle(Exchange exchange) {
    exchange.request().response().putHeader("X-Content-Type-Options", "nosniff");
    Optional<PublicAddress> listening = address.get();
    if (listening.isEmpty()) {
      exchange.refuse(Problem.of(503, "the public port does not listen yet"));
    } else {
      exchange.body(body -> handle(exchange, body, clientOf(listening.get())));
    }
  }

  private OwnClient clientOf(PublicAddress listening) {
    if (client == null) {
      client = new OwnClient(vertx, listening, MOST_AT_ONCE);
    }
    return client;
  }

  private void handle(Exchange exchange, Buffer body, OwnClient to) {
    if (underWay == MOST_AT_ONCE) {
      exchange.refuse(
          Problem.of(503, "the console sends at most " + MOST_AT_ONCE + " requests at a time"));
      return;
    }
    underWay++;
    Config inForce = config.get();
    vertx
        .executeBlocking(() -> AskedRequest.read(body.getBytes(), inForce), /* ordered= */ false)
        .compose(asked -> to.send(asked, inForce.deadline().plus(BEYOND_DEADLINE)))
        .compose(response -> seqOf(response, MOST_LOOKS).map(seq -> json(response, seq)))
        .onComplete(_ -> underWay--)
        .onSuccess(answer -> exchange.respond(200, Exchange.JSON, answer))
        .onFailure(cause -> fail(exchange, cause));
  }

  private Future<OptionalLong> seqOf(OwnClient.Response response, int looks) {
    OptionalLong seq = recorded.seqOf(response.requestId());
    if (seq.isPresent() || looks == 0) {
      return Future.succeededFuture(seq);
    }
    Promise<OptionalLong> later = Promise.promise();
    vertx.setTimer(MILLIS_BETWEEN_LOOKS, _ -> seqOf(response, looks - 1).onComplete(later));
    return later.future();
  }

  private static Buffer json(OwnClient.Response response, OptionalLong seq) {
    JsonMembers headers = new JsonMembers();
    for (String name : response.head().headers().names()) {
      headers.put(name, String.join(", ", response.head().headers().getAll(name)));
    }
    JsonMembers members =
        new JsonMembers()
            .put("status", response.head().statusCode())
            .put("headers", headers)
            .put("body", response.body())
            .put("truncated", response.truncated());
    seq.ifPresent(number -> members.put("seq", number));
    return members.toBuffer();
  }

  private static void fail(Exchange exchange, Throwable cause) {
    switch (cause) {
      case BadRequestException wrong -> exchange.refuse(wrong.problem());
      case TimeoutException _ ->
          exchange.refuse(Problem.of(504, "the public port did not respond in time"));
      default -> exchange.refuse(Problem.of(502, "the public port did not respond"));
    }
  }
}
