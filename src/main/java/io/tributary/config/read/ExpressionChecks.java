package io.tributary.config.read;

import java.util.Optional;

/**
 * What the loader asks of others so that their mistakes are reported together with its own. Called
 * on the thread that loads.
 */
public interface ExpressionChecks {

  /**
   * What is wrong with a transform, if anything is.
   *
   * @param reference as written: a file relative to the configuration file, or {@code java:NAME}
   */
  Optional<String> mistakeInTransform(String reference);

  /** What is wrong with a JSLT expression, if anything is. */
  Optional<String> mistakeInExpression(String expression);
}
