package io.tributary.http;

import static java.util.stream.Collectors.joining;

import io.tributary.config.AggregateMethod;
import io.tributary.config.AllowedOrigin;
import io.tributary.config.CorsConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets web pages of other origins read responses. Immutable.
 *
 * <p>Source: the CORS protocol of the Fetch standard, and {@code Timing-Allow-Origin} of Resource
 * Timing.
 */
public final class Cors {
  private static final CharSequence TIMING_ALLOW_ORIGIN =
      HttpHeaders.createOptimized("timing-allow-origin");
  private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
  private static final CharSequence EVERYONE = HttpHeaders.createOptimized("*");

  /** The response headers that pages may read besides those that the standard always allows. */
  private static final String EXPOSED =
      "Aggregate-Complete, Server-Timing, X-Request-Id, ETag, Retry-After";

  /** The request headers that every aggregate understands and that need permission. */
  private static final String REQUEST_HEADERS =
      "If-None-Match, Prefer, Request-Timeout-Ms, traceparent, tracestate, X-Request-Id";

  /** Pages may send only a few types without permission, and JSON is none of them. */
  private static final String OF_A_BODY = "Content-Type, ";

  private final CorsConfig config;
  private final boolean everyone;
  private final CharSequence exposed;

  /**
   * Creates the headers that these settings ask for.
   *
   * @param further names of response headers that pages may read too
   */
  public Cors(CorsConfig config, List<String> further) {
    this.config = config;
    this.exposed =
        HttpHeaders.createOptimized(
            Stream.concat(Stream.of(EXPOSED), further.stream()).collect(joining(", ")));
    this.everyone = config.origins().contains(new AllowedOrigin.Any());
  }

  /** Adds the headers to a response, whatever its status. */
  void addTo(HttpServerRequest request) {
    MultiMap headers = request.response().headers();
    if (!everyone) {
      Vary.add(headers, "Origin");
    }
    writeHeaders(request.getHeader(HttpHeaders.ORIGIN), headers::set);
  }

  /** The same headers as lines of HTTP/1.1, for a request with this origin. */
  String lines(@Nullable String origin) {
    StringBuilder lines = new StringBuilder();
    writeHeaders(
        origin, (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    return lines.toString();
  }

  private void writeHeaders(@Nullable String origin, BiConsumer<CharSequence, CharSequence> sink) {
    if (!allows(origin)) {
      return;
    }
    CharSequence allowed = everyone || origin == null ? EVERYONE : origin;
    sink.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    sink.accept(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    sink.accept(TIMING_ALLOW_ORIGIN, allowed);
    if (config.credentials()) {
      sink.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
    }
  }

  private boolean allows(@Nullable String origin) {
    return everyone
        || (origin != null && config.origins().stream().anyMatch(one -> one.allows(origin)));
  }

  /** Whether a browser asks if it may send a request. */
  static boolean isPreflight(RequestHead request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /**
   * Sets status and headers of the response to a preflight, except those of {@link #addTo}.
   *
   * @param method what the aggregate is asked with
   * @param forwarded the names of further request headers that may be sent, separated by commas
   */
  void writePreflight(HttpServerRequest request, AggregateMethod method, String forwarded) {
    HttpServerResponse response = request.response();
    response.setStatusCode(204);
    if (allows(request.getHeader(HttpHeaders.ORIGIN))) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method.allow());
      String own = method == AggregateMethod.POST ? OF_A_BODY + REQUEST_HEADERS : REQUEST_HEADERS;
      response.putHeader(
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
          forwarded.isEmpty() ? own : forwarded + ", " + own);
      response.putHeader(
          HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(config.maxAge().toSeconds()));
    }
  }
}
