package io.tributary.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file has mistakes. The message has one line per problem. */
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
   * The problems, at least one, sorted by line. After the first hundred, one entry without path and
   * line tells how many more there are.
   */
  public List<Problem> problems() {
    return problems;
  }
}
