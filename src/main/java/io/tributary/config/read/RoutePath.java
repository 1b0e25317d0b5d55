package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the path of an aggregate: literal segments and {@code {name}} parameters. */
final class RoutePath {
  private static final int LONGEST = 1000;
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern ANY_PARAMETER = Pattern.compile("\\{[^/{}]*}");

  private RoutePath() {}

  static Optional<String> mistakeIn(String path) {
    if (!path.startsWith("/")) {
      return Optional.of("the path of an aggregate must start with /");
    }
    if (path.length() > LONGEST) {
      return Optional.of(
          "the path of an aggregate must not be longer than " + LONGEST + " characters");
    }
    Set<String> names = new HashSet<>();
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.isEmpty()) {
        return Optional.of("the path must not have an empty segment");
      }
      boolean parameter = PARAMETER.matcher(segment).matches();
      if (parameter && !names.add(segment)) {
        return Optional.of("the parameter " + MessageText.plain(segment) + " appears twice");
      }
      boolean dots = segment.equals(".") || segment.equals("..");
      if (dots || (!parameter && !LITERAL.matcher(segment).matches())) {
        return Optional.of(
            "the segment "
                + MessageText.quoted(segment)
                + " must be letters, digits, - . _ and ~, or a {parameter}");
      }
    }
    return Optional.empty();
  }

  /** The names of the parameters, in their order. */
  static Set<String> parameters(String path) {
    Set<String> names = new LinkedHashSet<>();
    for (String segment : path.split("/", -1)) {
      Matcher parameter = PARAMETER.matcher(segment);
      if (parameter.matches()) {
        names.add(parameter.group(1));
      }
    }
    return names;
  }

  /** The path without the names of its parameters. Equal shapes match the same requests. */
  static String shape(String path) {
    return ANY_PARAMETER.matcher(path).replaceAll("{}");
  }
}
