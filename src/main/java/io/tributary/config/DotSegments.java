package io.tributary.config;

import java.util.regex.Pattern;

/**
 * Finds {@code .} and {@code ..} segments in the paths of URLs, also those that some servers see:
 * between encoded slashes or before parameters ({@code ..;a}). Such a path can name another
 * resource than it says. Stateless.
 */
public final class DotSegments {
  private static final String SLASH = "(?:/|%2f|%5c)";
  private static final Pattern DOTS =
      Pattern.compile(
          SLASH + "(?:\\.|%2e){1,2}(?:" + SLASH + "|;|%3b|$)", Pattern.CASE_INSENSITIVE);

  private DotSegments() {}

  /** Whether a path, which has no query, has one. */
  public static boolean in(String path) {
    return DOTS.matcher(path).find();
  }
}
