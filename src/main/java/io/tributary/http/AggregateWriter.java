package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.PartResults;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.ResponseHeaders;
import io.tributary.config.HeaderConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes the result of a gather: the envelope, or a problem instead. Confined to one event loop.
 */
final class AggregateWriter {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
  private static final CharSequence FALSE = HttpHeaders.createOptimized("false");
  static final CharSequence AGGREGATE_COMPLETE = HttpHeaders.createOptimized("Aggregate-Complete");
  static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");

  private final Plan plan;
  private final Envelope envelope;
  private final ResponseWriter writer;
  private final boolean timed;
  private final boolean tagged;
  private final EntityTag entityTag = new EntityTag();

  AggregateWriter(Plan plan, ResponseWriter writer) {
    this.plan = plan;
    this.envelope = new Envelope(plan);
    this.writer = writer;
    this.timed = !plan.headers().drops(SERVER_TIMING);
    this.tagged = !plan.headers().drops(HttpHeaders.ETAG);
  }

  /** Writes the response. Completes when it is written or cannot be written. Never fails. */
  Future<Void> write(ServerExchange exchange, AggregateResult result, long totalNanos) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = request.response();
    boolean complete = result.completeness() == Completeness.COMPLETE;
    response.putHeader(AGGREGATE_COMPLETE, complete ? TRUE : FALSE);
    if (!plan.vary().isEmpty()) {
      response.putHeader(HttpHeaders.VARY, plan.vary());
    }
    if (timed) {
      // Netty copies an encoded value in one step. It copies a string character by character.
      response.putHeader(
          SERVER_TIMING, HttpHeaders.createOptimized(ServerTiming.of(result.parts(), totalNanos)));
    }
    ResponseBody body =
        switch (result) {
          case AggregateResult.Gathered(PartResults parts) ->
              envelopeHead(request, parts, envelope.of(parts));
          case AggregateResult.Transformed(PartResults parts, Buffer data) ->
              envelopeHead(request, parts, envelope.of(parts, data));
          case AggregateResult.Failed failed ->
              problemHead(exchange, ProblemMapping.of(failed), failed.parts());
          case AggregateResult.Cancelled _ -> new ResponseBody(0); // the client has disconnected
        };
    exchange.gathered(result);
    return exchange.overAfter(writer.end(request, body));
  }

  private ResponseBody envelopeHead(
      HttpServerRequest request, PartResults parts, ResponseBody body) {
    HttpServerResponse response = request.response();
    boolean complete = parts.complete();
    boolean personal = addHeadersOf(parts, response);
    String caching = complete && !personal ? plan.caching().of(parts) : "";
    response.putHeader(HttpHeaders.CACHE_CONTROL, caching.isEmpty() ? NO_STORE : caching);
    // A tag is of use only to clients that may store the response.
    if (tagged && !caching.isEmpty() && isUnchanged(request, body)) {
      response.setStatusCode(304);
      return new ResponseBody(0);
    }
    response.setStatusCode(complete ? 200 : plan.onPartial());
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    return body;
  }

  /** Adds the headers from the parts. Returns whether the response is for its client only. */
  private boolean addHeadersOf(PartResults parts, HttpServerResponse response) {
    boolean personal = false;
    for (ResponseHeaders.Field field : plan.headers().of(parts)) {
      response.headers().add(field.name(), field.value());
      personal |= field.is(HeaderConfig.SET_COOKIE);
    }
    return personal;
  }

  /** Sets the tag of a response that clients may store. */
  private boolean isUnchanged(HttpServerRequest request, ResponseBody body) {
    String tag = entityTag.of(body, writer.compresses(request, body) ? "-gzip" : "");
    request.response().putHeader(HttpHeaders.ETAG, tag);
    return IfNoneMatch.matches(request.headers(), tag);
  }

  private static ResponseBody problemHead(
      ServerExchange exchange, Problem problem, PartResults parts) {
    return exchange
        .failed(problem)
        .writeHead(
            exchange.request().response(),
            Buffer.buffer(",\"errors\":").appendBuffer(PartErrors.of(parts)));
  }
}
