package io.tributary.config;

import java.util.Locale;

/** Which member counts if several parts with {@code flatten} have one with the same name. */
public enum SameName {
  /** That of the first part, in the order of the file. */
  FIRST,
  /** That of the last part. */
  LAST;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** How the configuration file spells it. */
  public String word() {
    return word;
  }
}
