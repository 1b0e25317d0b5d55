package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.DependentInputs;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
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
  private final Map<String, Expression> expressions = new LinkedHashMap<>();
  private final Workers workers;

  /**
   * Compiles the expressions.
   *
   * @param expressions JSLT by the name of the value it computes; checked by the configuration
   */
  public JsltInputs(Map<String, String> expressions, Workers workers) {
    expressions.forEach((name, text) -> this.expressions.put(name, Parser.compileString(text)));
    this.workers = workers;
  }

  @Override
  public Future<Map<String, List<String>>> compute(Map<String, Buffer> bodies, Scope scope) {
    return workers.submit("A with", () -> evaluate(bodies), scope);
  }

  private Map<String, List<String>> evaluate(Map<String, Buffer> bodies) throws Exception {
    ObjectNode parts = new JsonTrees(JsonNodeFactory.instance).parse(bodies);
    Map<String, List<String>> values = new LinkedHashMap<>();
    expressions.forEach((name, expression) -> values.put(name, texts(expression, parts)));
    return values;
  }

  /** Whatever goes wrong, the data of a backend has caused it. */
  private static List<String> texts(Expression expression, ObjectNode parts) {
    try {
      return texts(expression.apply(parts));
    } catch (RuntimeException | StackOverflowError _) {
      throw new CallFailedException(Reason.DEPENDENCY, "its inputs could not be computed");
    }
  }

  private static List<String> texts(JsonNode value) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (element.isContainerNode()) {
        throw new JsltException("an input must be a scalar or an array of scalars");
      }
      if (!element.isNull() && !element.isMissingNode()) {
        texts.add(encodable(element.asText()));
      }
    }
    return List.copyOf(texts);
  }

  /** Refuses half of a surrogate pair, which a slice of a text can leave. */
  private static String encodable(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new JsltException("an input must be text that UTF-8 can encode");
    }
    return text;
  }
}
