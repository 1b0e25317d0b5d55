package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DependentInputs;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.scope.Scope;
import io.tributary.transform.jslt.Jslt;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes a part's inputs from other parts' bodies by JSLT expressions, on a worker. Thread-safe.
 *
 * <p>A scalar becomes one value. An array becomes its distinct scalars, in order. Null and a
 * missing value become no value.
 */
public final class JsltInputs implements DependentInputs {
  private final Map<String, Jslt> expressions = new LinkedHashMap<>();
  private final Config.Transforms limits;
  private final Workers workers;

  /**
   * Creates the computation.
   *
   * @param texts JSLT by the name of the value it computes
   * @param compiled these expressions among others
   */
  public JsltInputs(
      Map<String, String> texts,
      CompiledExpressions compiled,
      Config.Transforms limits,
      Workers workers) {
    texts.forEach((name, text) -> expressions.put(name, compiled.of(text)));
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public Future<Map<String, List<String>>> compute(Map<String, Buffer> bodies, Scope scope) {
    if (JsonTrees.size(bodies) > limits.maxInput()) {
      return Future.failedFuture(notComputed());
    }
    return workers.submit("A with", () -> evaluate(bodies), scope);
  }

  private Map<String, List<String>> evaluate(Map<String, Buffer> bodies) throws Exception {
    ObjectNode parts =
        new JsonTrees(new WatchedNodes(new Watch(limits.maxAllocation()))).parse(bodies);
    Map<String, List<String>> values = new LinkedHashMap<>();
    expressions.forEach((name, expression) -> values.put(name, texts(expression, parts)));
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
