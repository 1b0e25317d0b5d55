package io.tributary.backend.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Keep-Alive} header: how long a backend keeps an idle connection. */
final class KeepAlive {
  private static final Pattern TIMEOUT =
      Pattern.compile("(?i)(?:^|[,;])\\s*timeout\\s*=\\s*([0-9]{1,6})\\s*(?:$|[,;])");

  private KeepAlive() {}

  /** In seconds; the largest number if the header does not say. */
  static int seconds(String header) {
    Matcher timeout = TIMEOUT.matcher(header);
    return timeout.find() ? Integer.parseInt(timeout.group(1)) : Integer.MAX_VALUE;
  }
}
