package io.tributary.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A header that a response has from its parts, or does not have. Immutable.
 *
 * @param name as the response spells it
 * @param from the name of a part, for {@link Rule#FROM}
 */
public record HeaderConfig(String name, Rule rule, Optional<String> from) {
  /** The header that makes a response one for its client only. */
  public static final String SET_COOKIE = "Set-Cookie";

  /** Which values it has. */
  public enum Rule {
    /** None: a header of Tributary is left out. */
    DROP,
    /** Those of one part. */
    FROM,
    /** The first one, in the order of the parts. */
    FIRST,
    /** Each one, in a line of its own. */
    ALL,
    /** Each one, in one line. */
    APPEND;

    /** The spelling in the configuration file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether this is the header, ignoring case. */
  public boolean is(String header) {
    return name.equalsIgnoreCase(header);
  }

  /** Whether the response has it if a part has. */
  public boolean passes() {
    return rule != Rule.DROP;
  }
}
