package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a client has the response already: {@code If-None-Match} (RFC 9110, 13.1.2). A malformed
 * one is ignored. Stateless.
 */
public final class IfNoneMatch {
  private static final Pattern MEMBER =
      Pattern.compile("[ \\t]*+(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")?+[ \\t]*+(?:,|$)");

  private IfNoneMatch() {}

  /** Whether one of the tags is this one. They are compared weakly: {@code W/} does not count. */
  public static boolean matches(MultiMap headers, String tag) {
    List<String> lines = headers.getAll(HttpHeaders.IF_NONE_MATCH);
    if (lines.isEmpty()) {
      return false;
    }
    String list = String.join(",", lines);
    if (list.strip().equals("*")) {
      return true;
    }
    boolean found = false;
    Matcher member = MEMBER.matcher(list);
    int end = 0;
    while (end < list.length()) {
      if (!member.region(end, list.length()).lookingAt()) {
        return false;
      }
      found |= tag.equals(member.group(1));
      end = member.end();
    }
    return found;
  }
}
