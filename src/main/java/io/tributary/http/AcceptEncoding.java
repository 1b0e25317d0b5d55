package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a client wants gzip: {@code Accept-Encoding} (RFC 9110, 12.5.3). A malformed member is
 * ignored. Stateless.
 */
final class AcceptEncoding {
  private static final Pattern MEMBER =
      Pattern.compile(
          "[ \\t]*+([!#$%&'*+.^_`|~0-9a-z-]++)[ \\t]*+(?:;[ \\t]*+q=(0(?:\\.[0-9]{0,3}+)?+|1(?:\\.0{0,3}+)?+)[ \\t]*+)?+");

  private AcceptEncoding() {}

  /** Whether gzip is acceptable, and the client does not prefer its absence. */
  static boolean prefersGzip(MultiMap headers) {
    List<String> lines = headers.getAll(HttpHeaders.ACCEPT_ENCODING);
    double gzip = -1;
    double identity = -1;
    double any = -1;
    for (String line : lines) {
      for (String text : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        Matcher member = MEMBER.matcher(text);
        if (member.matches()) {
          double weight = member.group(2) == null ? 1 : Double.parseDouble(member.group(2));
          switch (member.group(1)) {
            case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
            case "identity" -> identity = Math.max(identity, weight);
            case "*" -> any = Math.max(any, weight);
            default -> {}
          }
        }
      }
    }
    double wanted = gzip < 0 ? any : gzip;
    double unencoded = identity < 0 ? any : identity;
    return wanted > 0 && wanted >= unencoded;
  }
}
