package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DependentInputs;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.config.Expression;
import io.tributary.config.PartConfig;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.tributary.transform.jslt.Jslt;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes a part's inputs from other parts' bodies. What only names places is read from the bytes
 * on the event loop, if these are few. JSLT and large bodies go to a worker. Thread-safe.
 *
 * <p>A scalar becomes one value. An array becomes its distinct scalars, in order. Null and a
 * missing value become no value.
 */
public final class ComputedInputs implements DependentInputs {
  /**
   * The most bytes that are read on an event loop, in a fraction of a millisecond. Handing them to
   * a worker and back takes about as long as reading a tenth of them.
   */
  static final int MOST_ON_LOOP = 256 * 1024;

  private final Map<String, Optional<InputPlaces>> places = new LinkedHashMap<>();
  private final Map<String, Jslt> expressions = new LinkedHashMap<>();
  private final Config.Transforms limits;
  private final Workers workers;

  /**
   * Creates the computation.
   *
   * @param compiled the JSLT expressions of these values among others
   */
  public ComputedInputs(
      List<PartConfig.Derived> values,
      CompiledExpressions compiled,
      Config.Transforms limits,
      Workers workers) {
    for (PartConfig.Derived value : values) {
      places.put(value.name(), InputPlaces.of(value.expression()));
      if (value.expression() instanceof Expression.Jslt(String text)) {
        expressions.put(value.name(), compiled.of(text));
      }
    }
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public Future<Map<String, List<String>>> compute(Map<String, Buffer> bodies, Scope scope) {
    long size = JsonTrees.size(bodies);
    if (size > limits.maxInput()) {
      return Future.failedFuture(notComputed());
    }
    if (size <= MOST_ON_LOOP) {
      try {
        Map<String, List<String>> values = readPlaces(bodies);
        if (values.size() == places.size()) {
          return Future.succeededFuture(values);
        }
      } catch (CallFailedException notThere) {
        return Future.failedFuture(notThere);
      }
    }
    return workers.submit("A with", () -> evaluate(bodies), scope);
  }

  /** The values that can be read from the bytes. */
  private Map<String, List<String>> readPlaces(Map<String, Buffer> bodies) {
    Map<String, Slice> documents = new HashMap<>();
    bodies.forEach((part, body) -> documents.put(part, Slice.document(body.getBytes())));
    Map<String, List<String>> values = new LinkedHashMap<>();
    places.forEach(
        (name, one) ->
            one.flatMap(place -> read(place, documents))
                .ifPresent(texts -> values.put(name, texts)));
    return values;
  }

  private static Optional<List<String>> read(InputPlaces places, Map<String, Slice> documents) {
    try {
      return places.read(documents);
    } catch (IllegalArgumentException _) {
      throw notComputed();
    }
  }

  private Map<String, List<String>> evaluate(Map<String, Buffer> bodies) throws Exception {
    Map<String, List<String>> values = readPlaces(bodies);
    if (values.size() < places.size()) {
      ObjectNode parts =
          new JsonTrees(new WatchedNodes(new Watch(limits.maxAllocation()))).parse(bodies);
      expressions.forEach(
          (name, expression) -> values.computeIfAbsent(name, _ -> texts(expression, parts)));
    }
    return values;
  }

  /** Whatever goes wrong, the data of a backend has caused it. */
  private static List<String> texts(Jslt expression, ObjectNode parts) {
    try {
      return texts(expression.apply(parts));
    } catch (RuntimeException | StackOverflowError _) {
      throw notComputed();
    }
  }

  private static List<String> texts(JsonNode value) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (element.isContainerNode()) {
        throw new IllegalArgumentException("an input must be a scalar or an array of scalars");
      }
      if (!element.isNull() && !element.isMissingNode()) {
        texts.add(encodable(finite(element).asText()));
      }
    }
    return List.copyOf(texts);
  }

  private static CallFailedException notComputed() {
    return new CallFailedException(Reason.DEPENDENCY, "its inputs could not be computed");
  }

  private static JsonNode finite(JsonNode scalar) {
    if (scalar.isDouble() && !Double.isFinite(scalar.doubleValue())) {
      throw new IllegalArgumentException("an input must be a finite number");
    }
    return scalar;
  }

  /** Refuses half of a surrogate pair, which a slice of a text can leave. */
  private static String encodable(String text) {
    if (!WholeText.isEncodable(text)) {
      throw new IllegalArgumentException("an input must be text that UTF-8 can encode");
    }
    return text;
  }
}
