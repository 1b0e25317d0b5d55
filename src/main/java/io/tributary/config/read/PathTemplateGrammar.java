package io.tributary.config.read;

import io.tributary.config.PathTemplate;
import io.tributary.config.yaml.MessageText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the path of a part before it becomes a {@link PathTemplate}. The grammar is stricter than
 * the compiler of templates, which takes some broken ones and then fails at the call.
 */
final class PathTemplateGrammar {
  private static final int LONGEST = 2000;
  private static final String MARKS = "-._~:/?@!$&()*+,;=";
  private static final Pattern VARIABLE =
      Pattern.compile("[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*+(?::[1-9][0-9]{0,3}|\\*)?");
  private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private PathTemplateGrammar() {}

  static Optional<PathTemplate> read(ConfigValue value) {
    return value
        .text()
        .flatMap(
            text -> {
              Optional<String> mistake = mistakeIn(text);
              return mistake.isPresent() ? value.refuse(mistake.get()) : compiled(text, value);
            });
  }

  private static Optional<PathTemplate> compiled(String text, ConfigValue value) {
    try {
      return Optional.of(PathTemplate.of(text));
    } catch (IllegalArgumentException _) {
      return value.refuse("is not a URI template");
    }
  }

  private static Optional<String> mistakeIn(String template) {
    if (!template.startsWith("/") || template.startsWith("//")) {
      return Optional.of("must start with one slash");
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
    return Optional.empty();
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
            "must not contain "
                + MessageText.quoted(Character.toString(literal.codePointAt(i)))
                + ", at "
                + MessageText.quoted(literal.substring(i))
                + "; encode it as %XX");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mistakeInExpression(String expression) {
    boolean operator = !expression.isEmpty() && "+./;?&".indexOf(expression.charAt(0)) >= 0;
    for (String variable : expression.substring(operator ? 1 : 0).split(",", -1)) {
      if (!VARIABLE.matcher(variable).matches()) {
        return Optional.of(
            "has an expression that is not supported: "
                + MessageText.quoted("{" + expression + "}"));
      }
    }
    return Optional.empty();
  }
}
