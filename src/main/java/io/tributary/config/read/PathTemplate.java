package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.vertx.uritemplate.UriTemplate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the path of a part, an RFC 6570 template, and knows its variables. The expander behind it
 * lets some broken templates pass and fails at the call, so the grammar is checked here first.
 */
final class PathTemplate {
  private static final int LONGEST = 2000;
  private static final String MARKS = "-._~:/?@!$&()*+,;=";
  private static final Pattern VARIABLE =
      Pattern.compile("[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*+(?::[1-9][0-9]{0,3}|\\*)?");
  private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private final Set<String> variables = new LinkedHashSet<>();
  private final Optional<String> mistake;

  PathTemplate(String template) {
    this.mistake = check(template);
  }

  Optional<String> mistake() {
    return mistake;
  }

  Set<String> variables() {
    return variables;
  }

  private Optional<String> check(String template) {
    if (!template.startsWith("/") || template.startsWith("//")) {
      return Optional.of("must start with / (and only one)");
    }
    if (template.length() > LONGEST) {
      return Optional.of("must not be longer than " + LONGEST + " characters");
    }
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      int end = open < 0 ? template.length() : open;
      Optional<String> wrong = mistakeInLiteral(template.substring(at, end));
      int close = template.indexOf('}', end);
      if (wrong.isEmpty() && open >= 0) {
        wrong =
            close < 0
                ? Optional.of("is not a URI template: { is not closed by }")
                : mistakeInExpression(template.substring(open + 1, close));
      }
      if (wrong.isPresent()) {
        return wrong;
      }
      at = open < 0 ? template.length() : close + 1;
    }
    return refusedByExpander(template);
  }

  private static Optional<String> mistakeInLiteral(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean allowed =
          c == '%'
              ? PERCENT_ENCODED.matcher(literal).region(i, literal.length()).lookingAt()
              : c < 0x80 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
      if (!allowed) {
        return Optional.of(
            "holds "
                + MessageText.quoted(Character.toString(literal.codePointAt(i)))
                + " at "
                + MessageText.quoted(literal.substring(i))
                + ", which a path must not; encode it as %XX");
      }
    }
    return Optional.empty();
  }

  private Optional<String> mistakeInExpression(String expression) {
    boolean operator = !expression.isEmpty() && "+./;?&".indexOf(expression.charAt(0)) >= 0;
    for (String variable : expression.substring(operator ? 1 : 0).split(",", -1)) {
      if (!VARIABLE.matcher(variable).matches()) {
        return Optional.of(
            "is not a URI template that can be used: "
                + MessageText.quoted("{" + expression + "}"));
      }
      variables.add(variable.split("[:*]", 2)[0]);
    }
    return Optional.empty();
  }

  private static Optional<String> refusedByExpander(String template) {
    try {
      UriTemplate.of(template);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is not a URI template");
    }
  }
}
