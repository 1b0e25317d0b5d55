package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces references to environment variables in a value: <code>${NAME}</code> or <code>
 * ${NAME:-default}</code>. <code>$${</code> is a literal <code>${</code>. As in a shell, an empty
 * variable takes the default. The value of a variable is not searched for references. Immutable.
 */
final class Environment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The text after substitution, and the mistakes in its references. */
  record Substituted(String text, List<String> mistakes) {}

  Substituted substitute(String text) {
    StringBuilder result = new StringBuilder();
    List<String> mistakes = new ArrayList<>();
    int done = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", done)) {
      if (open > done && text.charAt(open - 1) == '$') {
        result.append(text, done, open - 1).append("${");
        done = open + 2;
        continue;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        mistakes.add("\"${\" is not closed by \"}\"; write \"$${\" for a literal \"${\"");
        break;
      }
      result.append(text, done, open).append(value(text.substring(open + 2, close), mistakes));
      done = close + 1;
    }
    return new Substituted(result.append(text, done, text.length()).toString(), mistakes);
  }

  private String value(String reference, List<String> mistakes) {
    int sign = reference.indexOf(":-");
    String name = sign < 0 ? reference : reference.substring(0, sign);
    if (!NAME.matcher(name).matches()) {
      mistakes.add(
          MessageText.quoted("${" + reference + "}") + " is not a valid name of a variable");
    } else if (sign < 0 && !variables.containsKey(name)) {
      mistakes.add(
          "the environment variable " + MessageText.plain(name) + " is not set and has no default");
    } else if (reference.contains("${")) {
      mistakes.add("the default of " + MessageText.plain(name) + " must not contain \"${\"");
    }
    String set = variables.getOrDefault(name, "");
    return set.isEmpty() && sign >= 0 ? reference.substring(sign + 2) : set;
  }
}
