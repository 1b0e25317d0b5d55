package io.tributary.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used. Its message is one line per problem. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    this.problems = List.copyOf(problems);
  }

  @Override
  public String getMessage() {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  /**
   * Every problem, sorted by line; at least one. Past the first hundred a last entry without path
   * and line says how many more there are.
   */
  public List<Problem> problems() {
    return problems;
  }
}
