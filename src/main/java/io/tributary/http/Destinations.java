package io.tributary.http;

import io.tributary.config.AggregateMethod;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decides where a request goes. Confined to one event loop while routes are added, then immutable.
 *
 * @param <T> what a route leads to
 */
final class Destinations<T> {
  private static final String OPENAPI = "/openapi.json";

  /**
   * Spellings of a path that some server or proxy would normalise. They are rejected, so that every
   * path has one spelling.
   */
  private static final Pattern NON_CANONICAL_PATH =
      Pattern.compile("//|.+/$|/(?:\\.|%2e){1,2}(?:/|$)|%2f|%5c", Pattern.CASE_INSENSITIVE);

  private final boolean document;
  private final boolean preflights;
  private final RouteTable<Route<T>> aggregates = new RouteTable<>();

  /** What a path leads to, and what it is asked with. */
  private record Route<T>(AggregateMethod method, T target) {
    boolean takes(HttpMethod asked) {
      return switch (method) {
        case GET -> RequestRules.READS.contains(asked);
        case POST -> HttpMethod.POST.equals(asked);
      };
    }
  }

  /**
   * Creates it without routes.
   *
   * @param document whether clients can read the OpenAPI document
   * @param preflights whether pages of other origins may use the aggregates
   */
  Destinations(boolean document, boolean preflights) {
    this.document = document;
    this.preflights = preflights;
  }

  /** Adds the route of an aggregate. Each route is added once. */
  void add(String route, AggregateMethod method, T target) {
    aggregates.add(route, new Route<>(method, target));
  }

  /**
   * The destination of a request that keeps the rules for requests.
   *
   * @throws BadRequestException if the path is not UTF-8
   */
  Destination<T> of(RequestHead request) {
    String path = request.path();
    if (isNonCanonical(path)) {
      return notFound();
    }
    if (document && path.equals(OPENAPI)) {
      return RequestRules.READS.contains(request.method())
          ? new Destination.OpenApi<>()
          : new Destination.WrongMethod<>(AggregateMethod.GET);
    }
    return aggregates
        .find(path)
        .map(found -> at(found.target(), found.parameters(), request))
        .orElseGet(Destinations::notFound);
  }

  private Destination<T> at(Route<T> route, Map<String, String> parameters, RequestHead request) {
    if (route.takes(request.method())) {
      return new Destination.Aggregate<>(route.target(), parameters);
    }
    return preflights && Cors.isPreflight(request)
        ? new Destination.Preflight<>(route.target())
        : new Destination.WrongMethod<>(route.method());
  }

  /**
   * Whether a path is not in its canonical spelling. The cheap checks spare most paths the regular
   * expression.
   */
  private static boolean isNonCanonical(String path) {
    return (path.contains("//") || path.contains("/.") || path.contains("%") || path.endsWith("/"))
        && NON_CANONICAL_PATH.matcher(path).find();
  }

  private static <T> Destination<T> notFound() {
    return new Destination.Nowhere<>(Problem.of(404, "there is no such resource"));
  }
}
