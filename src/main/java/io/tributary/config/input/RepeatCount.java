package io.tributary.config.input;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds how often the counts of a regular expression, such as {@code {8}} or {@code {1,64}}, copy
 * its innermost part. The compiler makes these copies before it can be asked for their number.
 */
final class RepeatCount {
  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?}");

  /** Larger counts are refused, so more need not be told apart. */
  private static final long ENOUGH = 1 << 20;

  private final String regex;

  /** For each open group, the most copies of a part in it. */
  private final Deque<Long> groups = new ArrayDeque<>();

  /** The copies inside the atom before the current character. */
  private long atom = 1;

  private RepeatCount(String regex) {
    this.regex = regex;
    groups.push(1L);
  }

  /** The most copies of any part. A regular expression with wrong syntax has some number. */
  static long of(String regex) {
    return new RepeatCount(regex).scan();
  }

  private long scan() {
    Matcher count = COUNT.matcher(regex);
    for (int at = 0; at < regex.length(); at++) {
      switch (regex.charAt(at)) {
        case '\\' -> {
          at++;
          atom = 1;
        }
        case '[' -> {
          at = endOfClass(at);
          atom = 1;
        }
        case '(' -> groups.push(1L);
        case ')' -> {
          atom = groups.size() > 1 ? groups.pop() : groups.getFirst();
          raise();
        }
        case '{' -> {
          if (count.find(at) && count.start() == at) {
            atom = Math.min(ENOUGH, atom * most(count));
            raise();
            at = count.end() - 1;
          }
        }
        case '*', '+', '?' -> {} // of the atom before; no copies
        default -> atom = 1;
      }
    }
    return groups.stream().mapToLong(Long::longValue).max().orElse(1);
  }

  /** Counts the copies of the last atom as copies in the group around it. */
  private void raise() {
    groups.push(Math.max(groups.pop(), atom));
  }

  private static long most(Matcher count) {
    String upper = count.group(2);
    String counted = upper == null || upper.isEmpty() ? count.group(1) : upper;
    return Math.max(1, Long.parseLong(counted));
  }

  /** The end of a character class. A bracket right after its start is a member. */
  private int endOfClass(int start) {
    int at = regex.startsWith("[^", start) ? start + 2 : start + 1;
    for (boolean first = true; at < regex.length(); at++, first = false) {
      char c = regex.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == ']' && !first) {
        return at;
      }
    }
    return at;
  }
}
