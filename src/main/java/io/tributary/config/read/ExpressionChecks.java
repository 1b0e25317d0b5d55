package io.tributary.config.read;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the transforms, the expressions and the schemas of a configuration, so that their mistakes
 * are reported together with all others. Called on the thread that loads.
 */
public interface ExpressionChecks {

  /**
   * The mistake in a transform; empty if it can be used.
   *
   * @param reference as written: a file relative to the configuration file, or {@code java:NAME}
   */
  Optional<String> mistakeInTransform(String reference);

  /** The mistake in a JSLT expression; empty if it compiles. */
  Optional<String> mistakeInExpression(String expression);

  /** The mistake in a JSON Schema; empty if documents can be checked against it. */
  Optional<String> mistakeInSchema(String json);

  /** The members of its input, which are parts, that an expression without a mistake names. */
  Set<String> membersRead(String expression);

  /**
   * What an expression without a mistake reads of the variables that are given to it, such as
   * {@code inputs}: for each that it uses, the members that it names.
   */
  Map<String, Set<String>> variablesRead(String expression);
}
