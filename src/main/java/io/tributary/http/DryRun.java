package io.tributary.http;

import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.Config;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what the public server would do with a request of HTTP/1.1, by the steps that the
 * server takes itself, and does nothing. Admission is left out. Immutable.
 */
public final class DryRun {
  private final Destinations<AggregateRequestReader> destinations;
  private final int maxRequestBody;

  /** What the server would do. */
  public sealed interface Verdict {
    /**
     * It would gather the parts of an aggregate.
     *
     * @param query the names of the query parameters, also of those that nothing reads
     */
    record Gathers(AggregateConfig aggregate, AggregateRequest request, Set<String> query)
        implements Verdict {}

    /** It would refuse the request. */
    record Refuses(Problem problem) implements Verdict {}

    /** It would respond with the OpenAPI document. */
    record Describes() implements Verdict {}

    /** It would tell a browser which requests it may send to an aggregate. */
    record AnswersPreflight(AggregateConfig aggregate) implements Verdict {}
  }

  /** A dry run of the server with this configuration. */
  public DryRun(Config config) {
    this.destinations =
        new Destinations<>(config.server().openapi(), config.server().cors().isPresent());
    this.maxRequestBody = config.server().maxRequestBody();
    for (AggregateConfig aggregate : config.aggregates()) {
      destinations.add(
          aggregate.path(),
          aggregate.method(),
          new AggregateRequestReader(aggregate, config.deadline()));
    }
  }

  /**
   * What the server would do with a request.
   *
   * @param target a path with its query, or a URL
   * @param headers without a {@code Host} they get that of the URL, or {@code localhost}, and a
   *     POST without a {@code Content-Type} gets that of JSON. A body that the rules allow follows
   *     them
   */
  public Verdict of(HttpMethod method, String target, MultiMap headers) {
    MultiMap complete = HttpHeaders.headers().addAll(headers);
    if (!complete.contains(HttpHeaders.HOST)) {
      complete.set(
          HttpHeaders.HOST, Objects.requireNonNullElse(RequestLine.authority(target), "localhost"));
    }
    if (HttpMethod.POST.equals(method) && !complete.contains(HttpHeaders.CONTENT_TYPE)) {
      complete.set(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    String originForm = RequestLine.originForm(target, complete.get(HttpHeaders.HOST));
    RequestHead head = new RequestHead(HttpVersion.HTTP_1_1, method, originForm, complete);
    try {
      RequestRules.checkWithBody(head);
      return switch (destinations.of(head)) {
        case Destination.Aggregate<AggregateRequestReader>(var reader, var parameters) ->
            verdict(reader.aggregate(), reader.read(head, parameters), head);
        case Destination.Preflight<AggregateRequestReader>(var reader) ->
            new Verdict.AnswersPreflight(reader.aggregate());
        case Destination.OpenApi<AggregateRequestReader> _ -> new Verdict.Describes();
        case Destination.WrongMethod<AggregateRequestReader> wrong ->
            new Verdict.Refuses(wrong.problem());
        case Destination.Nowhere<AggregateRequestReader>(Problem problem) ->
            new Verdict.Refuses(problem);
      };
    } catch (BadRequestException broken) {
      return new Verdict.Refuses(broken.problem());
    }
  }

  /**
   * The aggregate at this path with its query, whatever its inputs are; empty if there is none that
   * is asked with this method.
   */
  public Optional<AggregateConfig> aggregateAt(HttpMethod method, String target) {
    MultiMap host = HttpHeaders.headers().set(HttpHeaders.HOST, "localhost");
    RequestHead head = new RequestHead(HttpVersion.HTTP_1_1, method, target, host);
    try {
      RequestRules.check(head);
      return destinations.of(head) instanceof Destination.Aggregate<AggregateRequestReader> found
          ? Optional.of(found.target().aggregate())
          : Optional.empty();
    } catch (BadRequestException _) {
      return Optional.empty();
    }
  }

  private Verdict verdict(AggregateConfig aggregate, AggregateRequest request, RequestHead head) {
    Optional<Problem> expired = request.expired();
    if (expired.isPresent()) {
      return new Verdict.Refuses(expired.get());
    }
    if (aggregate.method() == AggregateMethod.POST) {
      DocumentRules.check(head, maxRequestBody);
    }
    return new Verdict.Gathers(aggregate, request, QueryString.parse(head.query()).keySet());
  }
}
