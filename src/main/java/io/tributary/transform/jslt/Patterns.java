package io.tributary.transform.jslt;

import com.schibsted.spt.data.jslt.JsltException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiled regular expressions. A program can compute them, so their number is bounded.
 * Thread-safe.
 */
final class Patterns {
  private static final int MOST = 1000;

  private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

  Pattern of(String text) {
    Pattern known = compiled.get(text);
    if (known != null) {
      return known;
    }
    if (compiled.size() >= MOST) {
      compiled.clear();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      compiled.put(text, pattern);
      return pattern;
    } catch (PatternSyntaxException wrong) {
      throw new JsltException("Syntax error in the regular expression '" + text + "'", wrong);
    }
  }
}
