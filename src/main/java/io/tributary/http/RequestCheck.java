package io.tributary.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Refuses the requests that violate the rules for requests. Every server of the process uses it, so
 * that all ports have the same rules. Confined to one event loop.
 */
public final class RequestCheck {
  private final ResponseWriter writer;
  private final Consumer<RequestHead> rules;
  private final Optional<ServerExchange.Shared> exchanges;

  /** Creates a check that refuses through this writer. */
  public RequestCheck(ResponseWriter writer) {
    this(writer, RequestRules::check, Optional.empty());
  }

  /**
   * Creates a check that refuses through this writer.
   *
   * @param rules throws for the first rule that a request violates
   * @param exchanges makes an exchange of each refused request, if those are observed
   */
  RequestCheck(
      ResponseWriter writer,
      Consumer<RequestHead> rules,
      Optional<ServerExchange.Shared> exchanges) {
    this.writer = writer;
    this.rules = rules;
    this.exchanges = exchanges;
  }

  /**
   * Returns whether the request keeps the rules. If it does not, it has been refused, or its
   * connection is about to close and the request is ignored.
   */
  public boolean passes(HttpServerRequest request) {
    if (ClientConnection.ended(request.connection())) {
      return false;
    }
    try {
      rules.accept(RequestHead.of(request));
      return true;
    } catch (BadRequestException broken) {
      refuse(request, broken.problem());
      return false;
    }
  }

  /** Refuses what the server could not read as a request. */
  public void refuseInvalid(HttpServerRequest request) {
    if (ClientConnection.ended(request.connection())) {
      return;
    }
    refuse(
        request,
        switch (request.decoderResult().cause()) {
          case BadRequestException broken -> broken.problem();
          case TooLongHttpLineException _ -> Problem.of(414, "the request line is too long");
          case TooLongFrameException _ -> Problem.of(431, "the header fields are too large");
          case null, default -> Problem.of(400, "the request is not HTTP/1.1");
        });
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    Trace trace = Trace.none(RequestIds.identify(request));
    Future<Void> written = writer.endAndClose(request, problem.writeHead(request.response()));
    exchanges.ifPresent(
        shared -> {
          ServerExchange exchange = shared.begin(request, trace);
          exchange.failed(problem);
          exchange.overAfter(written);
        });
  }
}
