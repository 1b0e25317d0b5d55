package io.tributary.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One named slot of an aggregate's answer and the call that fills it. Immutable.
 *
 * @param backend the name of a configured backend
 * @param path starts with a slash
 * @param required the whole answer fails if this part fails
 * @param defaultJson the value, as JSON text, that replaces a missing one
 * @param timeout never longer than the deadline
 * @param notFound what a 404 of the backend means; {@link NotFound#PASS} only for a required part
 *     that does not accept 404
 * @param forward the names of the client headers that are passed on
 * @param headers constants sent with the call, in the order of the file
 * @param with template variables computed from other parts
 * @param needs the other parts that {@code with}, {@code when} and the body read
 * @param schema describes the body; absent if nothing does
 * @param shape what the response shows of the body
 * @param forEach how it is called once for each item; absent for one call
 * @param chunks how the values of {@code with} are shared by several calls; absent for one call
 * @param fallback the part that is called if this one fails, and whose value takes its place
 * @param when whether the part is called; absent if it always is
 * @param background whether no response waits for it or shows it
 * @param mirror the share of requests that a background part is called for, in percent
 * @param request method and body of its calls
 * @param failWhen whether a body means that the part has failed; absent if none does
 * @param contract whether bodies are held to the schema
 * @param placement where the response shows the value
 */
public record PartConfig(
    String name,
    String backend,
    PathTemplate path,
    boolean required,
    Optional<String> defaultJson,
    Duration timeout,
    AcceptedStatuses accept,
    NotFound notFound,
    List<String> forward,
    Map<String, Secret> headers,
    List<Derived> with,
    List<String> needs,
    Optional<BodySchema> schema,
    ShapeConfig shape,
    Optional<ForEachConfig> forEach,
    Optional<ChunkConfig> chunks,
    Optional<String> fallback,
    Optional<ConditionConfig> when,
    boolean background,
    double mirror,
    RequestConfig request,
    Optional<ConditionConfig> failWhen,
    ContractConfig contract,
    PlacementConfig placement) {
  /** Every request, in percent. */
  public static final double ALWAYS = 100;

  /** The header by which a backend knows a request that it has seen before. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  public PartConfig {
    forward = List.copyOf(forward);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    with = List.copyOf(with);
    needs = List.copyOf(needs);
  }

  /** A copy with another timeout. */
  public PartConfig withTimeout(Duration other) {
    return new PartConfig(
        name,
        backend,
        path,
        required,
        defaultJson,
        other,
        accept,
        notFound,
        forward,
        headers,
        with,
        needs,
        schema,
        shape,
        forEach,
        chunks,
        fallback,
        when,
        background,
        mirror,
        request,
        failWhen,
        contract,
        placement);
  }

  /** What is computed before the part can be called. */
  public Stream<Expression> expressions() {
    return Stream.of(
            with.stream().map(Derived::expression),
            when.map(ConditionConfig::expression).stream(),
            request.body().stream())
        .flatMap(expressions -> expressions);
  }

  /** Whether one request can make several calls. */
  public boolean callsSeveralTimes() {
    return forEach.isPresent() || chunks.isPresent();
  }

  /** The variable whose values are divided among several calls; those of chunks have only one. */
  public Optional<String> variableOfCalls() {
    return forEach
        .map(ForEachConfig::value)
        .or(() -> chunks.flatMap(_ -> with.stream().map(Derived::name).findFirst()));
  }

  /** The most values of a variable that its calls can use; with more they are not made. */
  public int mostValues(String variable) {
    return variableOfCalls()
        .filter(variable::equals)
        .flatMap(_ -> forEach.map(ForEachConfig::max).or(() -> chunks.map(ChunkConfig::maxItems)))
        .orElse(Integer.MAX_VALUE);
  }

  /** Whether its calls do not only read, and have the client's idempotency key. */
  public boolean passesKeyOn() {
    return request.method() != RequestConfig.Method.GET
        && forward.stream().anyMatch(IDEMPOTENCY_KEY::equalsIgnoreCase);
  }

  /** The other parts that can have to settle before this one does. */
  public List<String> waitsFor() {
    return fallback
        .map(other -> Stream.concat(needs.stream(), Stream.of(other)).distinct().toList())
        .orElse(needs);
  }

  /** A template variable whose value is computed from other parts. */
  public record Derived(String name, Expression expression) {}
}
