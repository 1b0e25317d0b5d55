package io.tributary.transform;

import io.tributary.config.Expression;
import io.tributary.transform.jslt.Jslt;
import io.tributary.transform.jslt.JsltMistake;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The JSLT expressions of a configuration, each compiled once for all event loops. Immutable and
 * thread-safe.
 */
public final class CompiledExpressions {
  private final Map<String, Jslt> compiled;

  private CompiledExpressions(Map<String, Jslt> compiled) {
    this.compiled = Map.copyOf(compiled);
  }

  /**
   * Compiles expressions. That takes about a millisecond for each, so not on an event loop.
   *
   * @param texts checked by the configuration
   */
  public static CompiledExpressions of(Collection<String> texts) {
    Map<String, Jslt> compiled = new HashMap<>();
    texts.forEach(text -> compiled.computeIfAbsent(text, CompiledExpressions::compile));
    return new CompiledExpressions(compiled);
  }

  private static Jslt compile(String text) {
    try {
      return Jslt.expression(text);
    } catch (JsltMistake unchecked) {
      throw new IllegalArgumentException(unchecked);
    }
  }

  /** Whether an expression uses a variable that is given to it. */
  boolean uses(String variable, Expression expression) {
    return expression instanceof Expression.Jslt(String text) && of(text).uses(variable);
  }

  Jslt of(String text) {
    return Objects.requireNonNull(compiled.get(text), text);
  }
}
