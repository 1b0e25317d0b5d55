package io.tributary.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How the access log is written. Immutable.
 *
 * @param file where lines are appended; standard output if absent
 * @param sample the share of requests that have a line, from 0 to 1. Those that did not go well
 *     always have one
 */
public record AccessLogConfig(Format format, Optional<Path> file, double sample) {

  /** The form of a line. */
  public enum Format {
    JSON,
    LOGFMT;

    /** The word in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
