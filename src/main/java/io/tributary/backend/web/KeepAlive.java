package io.tributary.backend.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Keep-Alive} header (RFC 2068, 19.7.1.1): how long a backend keeps an idle
 * connection. Stateless.
 */
final class KeepAlive {
  private static final Pattern TIMEOUT =
      Pattern.compile("(?i)(?:^|[,;])\\s*timeout\\s*=\\s*(\"?)([0-9]{1,6})\\1\\s*(?:$|[,;])");

  private KeepAlive() {}

  /** Returns the timeout in seconds, or {@link Integer#MAX_VALUE} if the header has none. */
  static int seconds(String header) {
    Matcher timeout = TIMEOUT.matcher(header);
    return timeout.find() ? Integer.parseInt(timeout.group(2)) : Integer.MAX_VALUE;
  }
}
