package io.tributary.config;

/**
 * One mistake in a configuration file. Immutable. The text is one line and never shows what may be
 * secret, such as URLs and values of headers.
 *
 * @param path the place in the file, as keys joined by dots; empty for the whole file
 * @param line counted from 1; 0 for none
 */
public record Problem(String path, int line, String message) {

  /** {@code path (line 14): message}. */
  @Override
  public String toString() {
    String where = path.isEmpty() || line == 0 ? path : path + " (line " + line + ")";
    if (path.isEmpty() && line > 0) {
      where = "line " + line;
    }
    return where.isEmpty() ? message : where + ": " + message;
  }
}
