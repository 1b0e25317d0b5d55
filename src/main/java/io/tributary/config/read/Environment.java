package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces references in a value: <code>${NAME}</code> and <code>${NAME:-default}</code> to
 * environment variables, <code>${file:PATH}</code> to files that hold secrets. <code>$${</code> is
 * a literal <code>${</code>. As in a shell, an empty variable takes the default; without one it is
 * a mistake, as it would make a request for everything of one for something. What takes the place
 * of a reference is not searched for references. Messages show the names of variables and files
 * alone, because the rest may be a secret. Immutable.
 */
final class Environment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FILE = "file:";
  private static final Pattern CREDENTIAL =
      Pattern.compile("TOKEN|KEY|SECRET|PASS|PWD|AUTH|CREDENTIAL", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> variables;
  private final Optional<String> insteadOfCredentials;

  Environment(Map<String, String> variables) {
    this(variables, Optional.empty());
  }

  private Environment(Map<String, String> variables, Optional<String> insteadOfCredentials) {
    this.variables = Map.copyOf(variables);
    this.insteadOfCredentials = insteadOfCredentials;
  }

  /** The same with this text as the value of every variable whose name is that of a credential. */
  Environment hidingCredentials(String instead) {
    return new Environment(variables, Optional.of(instead));
  }

  /** The text after substitution, and the mistakes in its references. */
  record Substituted(String text, List<String> mistakes) {}

  /** What may stand in the place of a reference to a file. */
  @FunctionalInterface
  interface Files {
    /** For values that are shown, which must not come from files. */
    Files NONE =
        (_, mistakes) -> {
          mistakes.add(
              "\"${file:\" is for what is never shown: the values of headers, and"
                  + " management.token");
          return "";
        };

    /** The content of a file. If it cannot be used, it is empty, and a mistake is added. */
    String content(String name, List<String> mistakes);
  }

  /** The text with the environment variables in the place of their references. */
  Substituted substitute(String text) {
    return substitute(text, Files.NONE);
  }

  /** The text with environment variables and files in the place of their references. */
  Substituted substitute(String text, Files files) {
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
      String reference = text.substring(open + 2, close);
      result
          .append(text, done, open)
          .append(
              reference.startsWith(FILE)
                  ? files.content(reference.substring(FILE.length()), mistakes)
                  : value(reference, mistakes));
      done = close + 1;
    }
    return new Substituted(result.append(text, done, text.length()).toString(), mistakes);
  }

  private String value(String reference, List<String> mistakes) {
    int sign = reference.indexOf(":-");
    String name = sign < 0 ? reference : reference.substring(0, sign);
    if (!NAME.matcher(name).matches()) {
      mistakes.add(
          "\"${\" must be followed by the name of a variable or by file:PATH, and \"}\"; write"
              + " \"$${\" for a literal \"${\"");
    } else if (sign < 0 && variables.getOrDefault(name, "").isEmpty()) {
      mistakes.add(
          "the environment variable "
              + MessageText.plain(name)
              + (variables.containsKey(name) ? " is empty" : " is not set")
              + " and has no default");
    } else if (reference.contains("${")) {
      mistakes.add("the default of " + MessageText.plain(name) + " must not contain \"${\"");
    }
    if (insteadOfCredentials.isPresent() && CREDENTIAL.matcher(name).find()) {
      return insteadOfCredentials.get();
    }
    String set = variables.getOrDefault(name, "");
    return set.isEmpty() && sign >= 0 ? reference.substring(sign + 2) : set;
  }
}
