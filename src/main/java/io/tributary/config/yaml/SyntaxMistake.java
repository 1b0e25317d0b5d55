package io.tributary.config.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Where and why a text is not YAML. Stateless. */
final class SyntaxMistake {
  /** A brace directly after other text of a value. */
  private static final Pattern TEMPLATE = Pattern.compile("[^\\s{\\[,:\"'\\\\]\\{");

  private SyntaxMistake() {}

  /** The line of a mark; 0 if there is none. */
  static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  /** The line of a character. */
  static int line(String yaml, int position) {
    return 1 + (int) yaml.codePoints().limit(position).filter(c -> c == '\n').count();
  }

  /** The message for what the parser threw. */
  static String message(MarkedYAMLException e, String yaml) {
    String context = e.getContext() == null ? "" : e.getContext() + start(e) + ": ";
    return "is not YAML: "
        + MessageText.mistake(context + e.getProblem())
        + hint(yaml, e.getProblemMark());
  }

  private static String start(MarkedYAMLException e) {
    return e.getContextMark() == null ? "" : " from line " + line(e.getContextMark());
  }

  /** Between braces or brackets, a brace in a value without quotes starts a mapping. */
  private static String hint(String yaml, @Nullable Mark mark) {
    String line = mark == null ? "" : yaml.lines().skip(mark.getLine()).findFirst().orElse("");
    if (line.contains("${")) {
      return "; put a value with ${...} in quotes";
    }
    return TEMPLATE.matcher(line).find() ? "; put a value with {...} in quotes" : "";
  }
}
