package io.tributary.config;

import java.util.Locale;

/** The form of the lines of the log. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object each. */
  JSON;

  /** The word in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
