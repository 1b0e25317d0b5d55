package io.tributary.config;

import java.util.regex.Pattern;

/**
 * Which origins of web pages an entry of {@code server.cors.origins} allows. Origins are compared
 * as browsers write them: in lower case, without the default port of the scheme. Immutable.
 */
public sealed interface AllowedOrigin {
  /** Whether the value of an {@code Origin} header is allowed. */
  boolean allows(String origin);

  /** Every origin: {@code *}. */
  record Any() implements AllowedOrigin {
    @Override
    public boolean allows(String origin) {
      return true;
    }
  }

  /** One origin, such as {@code https://app.example}. */
  record One(String origin) implements AllowedOrigin {
    @Override
    public boolean allows(String other) {
      return origin.equals(other);
    }
  }

  /**
   * The subdomains of a host, at any depth, but not the host itself.
   *
   * @param start the scheme, such as {@code https://}
   * @param end the host after its dot, and the port, such as {@code .app.example:8443}
   */
  record Subdomains(String start, String end) implements AllowedOrigin {
    private static final Pattern LABELS = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*+");
    private static final int LONGEST_NAME = 253;

    @Override
    public boolean allows(String origin) {
      int labels = origin.length() - start.length() - end.length();
      return labels > 0
          && labels <= LONGEST_NAME
          && origin.startsWith(start)
          && origin.endsWith(end)
          && LABELS
              .matcher(origin)
              .region(start.length(), origin.length() - end.length())
              .matches();
    }
  }
}
