package io.tributary.transform;

import io.tributary.config.Expression;
import io.tributary.config.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JSLT expressions that only name places: {@code .user.id}, {@code $inputs.page}, {@code
 * $body} and {@code [for (.orders) .productId]}. They can be read from the bytes. Stateless.
 */
final class PlainJslt {
  private static final String NAMES = "(?:[.][A-Za-z_][A-Za-z0-9_]*)";
  private static final String PATH = "(" + NAMES + "+)";

  /** A variable, the part that is named first, or both. */
  private static final String FROM = "([$][A-Za-z_]+)?(" + NAMES + "*)";

  private static final Pattern ONE = Pattern.compile("\\s*" + FROM + "\\s*");
  private static final Pattern EACH =
      Pattern.compile("\\s*\\[\\s*for\\s*\\(\\s*" + FROM + "\\s*\\)\\s*" + PATH + "\\s*]\\s*");

  private PlainJslt() {}

  /** The places that a valid expression names, if it does nothing else. */
  static Optional<Expression.Places> of(String expression) {
    for (Pattern form : List.of(ONE, EACH)) {
      Matcher matcher = form.matcher(expression);
      if (matcher.matches()) {
        return Optional.of(places(matcher));
      }
    }
    return Optional.empty();
  }

  private static Expression.Places places(Matcher matcher) {
    List<String> first = new ArrayList<>();
    Optional.ofNullable(matcher.group(1)).ifPresent(first::add);
    first.addAll(names(matcher.group(2)));
    List<JsonPointer> levels = new ArrayList<>();
    levels.add(new JsonPointer(first.subList(1, first.size())));
    if (matcher.groupCount() > 2) {
      levels.add(new JsonPointer(names(matcher.group(3))));
    }
    return new Expression.Places(first.getFirst(), levels, false);
  }

  private static List<String> names(String path) {
    return path.isEmpty() ? List.of() : List.of(path.substring(1).split("[.]"));
  }
}
