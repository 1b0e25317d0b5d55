package io.tributary.config.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the parts that a JSLT expression reads: each {@code .name} or {@code ."name"} at the start
 * of a path, outside strings and comments. Inside a loop such a name can be a member of the
 * element. If a part has the same name, the call waits for that part without need; a part that is
 * read is never missed.
 */
final class Dependencies {
  private final String expression;
  private final Set<String> names = new LinkedHashSet<>();
  private int at;

  private Dependencies(String expression) {
    this.expression = expression;
  }

  /** The parts that the expressions read, in the order of their first use. */
  static List<String> among(Set<String> parts, List<String> expressions) {
    Set<String> read = new LinkedHashSet<>();
    for (String expression : expressions) {
      read.addAll(new Dependencies(expression).scan());
    }
    read.retainAll(parts);
    return List.copyOf(read);
  }

  private Set<String> scan() {
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (c == '"') {
        skipString();
      } else if (expression.startsWith("//", at)) {
        skipComment();
      } else if (c == '.' && !continuesPath()) {
        at++;
        skipSpaceAndComments();
        member();
      } else {
        at++;
      }
    }
    return names;
  }

  private boolean continuesPath() {
    char before = at == 0 ? ' ' : expression.charAt(at - 1);
    return isOfName(before) || ")]\"".indexOf(before) >= 0;
  }

  private void member() {
    int start = at;
    if (at < expression.length() && expression.charAt(at) == '"') {
      skipString();
      names.add(expression.substring(start + 1, Math.max(start + 1, at - 1)));
      return;
    }
    // A hyphen is part of the name here; before a dot it is a minus.
    while (at < expression.length()
        && (isOfName(expression.charAt(at)) || expression.charAt(at) == '-')) {
      at++;
    }
    names.add(expression.substring(start, at));
  }

  private void skipSpaceAndComments() {
    while (at < expression.length()) {
      if (expression.startsWith("//", at)) {
        skipComment();
      } else if (Character.isWhitespace(expression.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int end = expression.indexOf('\n', at);
    at = end < 0 ? expression.length() : end + 1;
  }

  private void skipString() {
    at++;
    while (at < expression.length() && expression.charAt(at) != '"') {
      at += expression.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, expression.length());
  }

  private static boolean isOfName(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
