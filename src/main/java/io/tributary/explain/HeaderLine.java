package io.tributary.explain;

import io.vertx.core.MultiMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a header of a request to explain, as in {@code X-Tenant: a}. Stateless. */
public final class HeaderLine {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern LINE = Pattern.compile("(" + TOKEN + "):[ \\t]*([\\t -~]*?)[ \\t]*");

  private HeaderLine() {}

  /** Whether the text can be the name of a header or a method. */
  public static boolean isToken(String text) {
    return text.matches(TOKEN);
  }

  /** Adds the header. Returns false for a line that is none. */
  public static boolean addTo(MultiMap headers, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    headers.add(matcher.group(1), matcher.group(2));
    return true;
  }
}
