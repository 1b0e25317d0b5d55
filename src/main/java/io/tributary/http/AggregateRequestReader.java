package io.tributary.http;

import io.tributary.config.AggregateConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from requests what they ask of one aggregate. Immutable. */
final class AggregateRequestReader {
  private final AggregateConfig aggregate;
  private final InputParser inputs;
  private final PartChoice choice;
  private final RequestTimeout timeout;
  private final StreamChoice streams;

  /**
   * Creates the reader of an aggregate.
   *
   * @param deadline the longest that a request may take
   */
  AggregateRequestReader(AggregateConfig aggregate, Duration deadline) {
    this.aggregate = aggregate;
    this.inputs = new InputParser(aggregate);
    this.choice = new PartChoice(aggregate);
    this.timeout = new RequestTimeout(deadline);
    this.streams = new StreamChoice(aggregate);
  }

  AggregateConfig aggregate() {
    return aggregate;
  }

  /**
   * What a request asks for.
   *
   * @param parameters the values of the route's parameters by name, encoded
   * @throws BadRequestException if a value breaks a rule
   */
  AggregateRequest read(RequestHead request, Map<String, String> parameters) {
    Map<String, List<String>> query = QueryString.parse(request.query());
    Map<String, List<String>> values = inputs.values(request.headers(), parameters, query);
    Optional<Set<String>> parts = choice.of(query);
    return new AggregateRequest(
        values, parts, timeout.of(request.headers()), streams.of(request.headers()));
  }
}
