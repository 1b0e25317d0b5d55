package io.tributary.config;

import static java.util.stream.Collectors.joining;

import io.tributary.config.input.WithoutDelimiters;
import io.vertx.uritemplate.UriTemplate;
import io.vertx.uritemplate.Variables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A request path with its query as an RFC 6570 template. Compiled once; immutable; compared by its
 * text and what people see of it.
 */
public final class PathTemplate {
  private static final Pattern EXPRESSION = Pattern.compile("\\{([^}]*)}");
  private static final Pattern PARAMETERS = Pattern.compile("\\{[?&][^}]*}");
  private static final Pattern UNENCODED = Pattern.compile("\\{\\+[^}]*}");
  private static final Pattern OPERATOR = Pattern.compile("^[+#./;?&]");
  private static final Pattern MODIFIER = Pattern.compile("(\\*|:\\d+)$");

  private static final WithoutDelimiters UNENCODED_VALUES = new WithoutDelimiters();

  /** The empty one. */
  public static final PathTemplate NONE = of("");

  private final String text;
  private final String shown;
  private final List<String> variables;
  private final Set<String> pathVariables;
  private final Set<String> neededVariables;
  private final Set<String> unencodedVariables;
  private final Set<String> prefixedVariables;
  private final UriTemplate compiled;

  private PathTemplate(String text, String shown) {
    this.text = text;
    this.shown = shown;
    this.variables = List.copyOf(variablesOf(text, _ -> true));
    this.pathVariables = Set.copyOf(variablesOf(pathOf(text), _ -> true));
    this.neededVariables = neededOf(text);
    this.unencodedVariables = Set.copyOf(variablesOf(unencoded(text), _ -> true));
    this.prefixedVariables = Set.copyOf(variablesOf(text, word -> word.contains(":")));
    this.compiled = UriTemplate.of(text);
  }

  /**
   * Compiles a template.
   *
   * @throws IllegalArgumentException if the text is not an RFC 6570 template
   */
  public static PathTemplate of(String text) {
    return new PathTemplate(text, text);
  }

  /**
   * The same template, of which people see another text, because a credential is in it.
   *
   * @param visible a template as well
   */
  public PathTemplate shownAs(String visible) {
    return new PathTemplate(text, visible);
  }

  /** The template that people see. */
  public PathTemplate shown() {
    return shown.equals(text) ? this : new PathTemplate(shown, shown);
  }

  /** The template as it was written. */
  public String text() {
    return text;
  }

  /** What people see, with an ellipsis for each credential. Not a template any more. */
  public String visible() {
    return shown.replace(Secret.URL_ENCODED, Secret.HIDDEN);
  }

  /** The same without the query. */
  public String visiblePath() {
    return pathOf(visible());
  }

  /** The names of the variables, each once, in the order of their first use. */
  public List<String> variables() {
    return variables;
  }

  /** The names of the variables in the path, before the query. */
  public Set<String> pathVariables() {
    return pathVariables;
  }

  /**
   * The names of the variables in the path, and of those in the query for which the template says
   * the parameter, as in {@code ?user={user}}. Without their values, a request would mean something
   * else. A parameter of {@code {?user}} is omitted without its value.
   */
  public Set<String> neededVariables() {
    return neededVariables;
  }

  /** The names of the variables whose values are passed on as they are, as {@code {+name}}. */
  public Set<String> unencodedVariables() {
    return unencodedVariables;
  }

  /** The names of the variables of which only the first characters are used, as {@code {id:3}}. */
  public Set<String> prefixedVariables() {
    return prefixedVariables;
  }

  /** Whether the template has no variables, so that every expansion is its text. */
  public boolean isConstant() {
    return variables.isEmpty();
  }

  /**
   * Whether these values can take the place of a variable. Not if one that is needed is missing or
   * empty, if the first characters are those of a list, or of a text beyond U+FFFF, which the
   * library cuts in the middle of a character, or if a delimiter would be passed on unencoded.
   */
  public boolean takes(String name, List<String> values) {
    boolean needed = neededVariables.contains(name);
    return (!needed || (!values.isEmpty() && values.stream().noneMatch(String::isEmpty)))
        && (!prefixedVariables.contains(name) || hasPrefix(values))
        && (!unencodedVariables.contains(name)
            || values.stream().allMatch(UNENCODED_VALUES::allows));
  }

  private static boolean hasPrefix(List<String> values) {
    return values.size() < 2
        && values.stream().noneMatch(value -> value.chars().anyMatch(PathTemplate::isSurrogate));
  }

  private static boolean isSurrogate(int unit) {
    return Character.isSurrogate((char) unit);
  }

  /** Replaces the variables by their values. A variable without a value expands to nothing. */
  public String expand(Variables values) {
    return isConstant() ? text : compiled.expandToString(values);
  }

  /**
   * The same template with a path in front of it.
   *
   * @param prefix without variables, such as the path prefix of a backend; may be empty
   */
  public PathTemplate after(PathTemplate prefix) {
    return prefix.text.isEmpty()
        ? this
        : new PathTemplate(prefix.text + text, prefix.shown + shown);
  }

  /** The part of a template before its query, which a literal or an operator starts. */
  private static String pathOf(String text) {
    int query = text.indexOf('?');
    if (query < 0) {
      return text;
    }
    return text.substring(0, query > 0 && text.charAt(query - 1) == '{' ? query - 1 : query);
  }

  private static Set<String> neededOf(String text) {
    Set<String> needed = variablesOf(pathOf(text), _ -> true);
    needed.addAll(variablesOf(PARAMETERS.matcher(text).replaceAll(""), _ -> true));
    return Set.copyOf(needed);
  }

  private static String unencoded(String text) {
    return UNENCODED.matcher(text).results().map(MatchResult::group).collect(joining());
  }

  private static Set<String> variablesOf(String text, Predicate<String> wanted) {
    Set<String> names = new LinkedHashSet<>();
    EXPRESSION
        .matcher(text)
        .results()
        .map((MatchResult expression) -> OPERATOR.matcher(expression.group(1)).replaceFirst(""))
        .forEach(
            list -> {
              for (String variable : list.split(",", -1)) {
                if (wanted.test(variable)) {
                  names.add(MODIFIER.matcher(variable).replaceFirst(""));
                }
              }
            });
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate that && text.equals(that.text) && shown.equals(that.shown);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
