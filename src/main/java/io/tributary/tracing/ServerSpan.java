package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.aggregate.AggregateResult;
import io.tributary.http.ServerExchange;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import io.tributary.server.HttpMethods;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The span of a request. It never has the query or a header, except for the host. */
record ServerSpan(SpanFactory spans, ServerExchange exchange) {
  private static final int NO_PORT = -1;

  void add() {
    long from = exchange.arrivedNanos();
    Span span = spans.server(name(), from);
    describeRequest(span);
    describeResponse(span);
    for (Timeline.Step step : exchange.timeline().steps()) {
      if (step.phase() == Phase.WRITING) {
        spans.event(span, step.phase().code(), step.from());
      }
    }
    spans.end(span, from + exchange.nanos());
  }

  private String name() {
    String method = HttpMethods.label(exchange.method());
    String first = method.equals(exchange.method()) ? method : "HTTP";
    return exchange.route().isEmpty() ? first : first + " " + exchange.route();
  }

  private void describeRequest(Span span) {
    String method = HttpMethods.label(exchange.method());
    span.setAttribute(Names.METHOD, method);
    if (!method.equals(exchange.method())) {
      span.setAttribute(Names.ORIGINAL_METHOD, exchange.method());
    }
    if (!exchange.route().isEmpty()) {
      span.setAttribute(Names.ROUTE, exchange.route());
    }
    span.setAttribute(Names.SCHEME, exchange.scheme())
        .setAttribute(Names.PATH, exchange.path())
        .setAttribute(Names.CLIENT_ADDRESS, exchange.clientAddress())
        .setAttribute(Names.PEER_ADDRESS, exchange.client().address())
        .setAttribute(Names.PROTOCOL_VERSION, Names.version(exchange.protocol()))
        .setAttribute(Names.REQUEST_ID, exchange.trace().requestId());
    HostAndPort host = host();
    if (host != null) {
      span.setAttribute(Names.SERVER_ADDRESS, host.host());
      if (host.port() != NO_PORT) {
        span.setAttribute(Names.SERVER_PORT, (long) host.port());
      }
    }
  }

  private @Nullable HostAndPort host() {
    String host = exchange.client().host();
    return host.isEmpty() ? null : HostAndPort.parseAuthority(host, NO_PORT);
  }

  private void describeResponse(Span span) {
    exchange
        .result()
        .map(AggregateResult::completeness)
        .ifPresent(
            complete ->
                span.setAttribute(Names.COMPLETE, complete.name().toLowerCase(Locale.ROOT)));
    int status = exchange.status();
    if (status == ServerExchange.CLIENT_LEFT) {
      span.setAttribute(Names.ERROR, "cancelled");
      return;
    }
    span.setAttribute(Names.STATUS, (long) status).setAttribute(Names.BODY_SIZE, exchange.bytes());
    if (status >= 500) {
      span.setAttribute(Names.ERROR, Integer.toString(status)).setStatus(StatusCode.ERROR);
    } else if (!exchange.delivered()) {
      span.setAttribute(Names.ERROR, "cancelled");
    }
  }
}
