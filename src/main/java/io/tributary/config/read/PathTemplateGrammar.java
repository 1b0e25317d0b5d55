package io.tributary.config.read;

import io.tributary.config.DotSegments;
import io.tributary.config.PathTemplate;
import io.tributary.config.Secret;
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
              return mistake.isPresent() ? refuse(value) : compiled(text, value);
            });
  }

  /** Says what is wrong with what people see, because the message repeats some of it. */
  private static Optional<PathTemplate> refuse(ConfigValue value) {
    return value.refuse(
        value
            .shown(Secret.URL_ENCODED)
            .flatMap(PathTemplateGrammar::mistakeIn)
            .orElse("has a variable with a value that cannot be in a path; encode it as %XX"));
  }

  private static Optional<PathTemplate> compiled(String text, ConfigValue value) {
    try {
      return Optional.of(PathTemplate.of(text).shownAs(shown(value)));
    } catch (IllegalArgumentException _) {
      return value.refuse("is not a URI template");
    }
  }

  /** Without the values of variables that are credentials. */
  private static String shown(ConfigValue value) {
    return value
        .shown(Secret.URL_ENCODED)
        .filter(visible -> mistakeIn(visible).isEmpty())
        .orElse("/" + Secret.URL_ENCODED);
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
    return mistakeInQuery(template).or(() -> mistakeInSegments(template));
  }

  /** A parameter in the wrong place would become part of another one, or of the path. */
  private static Optional<String> mistakeInQuery(String template) {
    int query = template.indexOf('?');
    if (query != template.lastIndexOf('?')) {
      return Optional.of("must have one ? at most; write {&name} after ?a=b, or {?a,b}");
    }
    int optional = template.indexOf("{?");
    if (optional >= 0 && template.indexOf('}', optional) < template.length() - 1) {
      return Optional.of(
          "must end with the parameters that can be omitted, as in /a?b={b}{&c} or /a{?b,c}");
    }
    int more = template.indexOf("{&");
    return more >= 0 && (query < 0 || more < query)
        ? Optional.of("must have a ? before {&name}, as in ?a=b{&name}")
        : Optional.empty();
  }

  /** Such a path is never requested. */
  private static Optional<String> mistakeInSegments(String template) {
    if (template.contains("%00")) {
      return Optional.of("must not contain %00");
    }
    int query = template.indexOf(template.contains("{?") ? "{?" : "?");
    return DotSegments.in(query < 0 ? template : template.substring(0, query))
        ? Optional.of("must not have a dot segment")
        : Optional.empty();
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
