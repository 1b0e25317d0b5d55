package io.tributary.config;

/**
 * One mistake in a configuration file. Immutable; its text is one line and never holds what may be
 * secret: URLs, values of headers.
 *
 * @param path where in the file, as keys joined by dots; empty for the file as a whole
 * @param line counted from 1; 0 means no line
 */
public record Problem(String path, int line, String message) {

  /** One line for a person: {@code path (line 14): message}. */
  @Override
  public String toString() {
    String where = path.isEmpty() || line == 0 ? path : path + " (line " + line + ")";
    if (path.isEmpty() && line > 0) {
      where = "line " + line;
    }
    return where.isEmpty() ? message : where + ": " + message;
  }
}
