package io.tributary.config.input;

import java.util.regex.Pattern;

/**
 * The rule for values in a segment of a path. Without the value, or with a dot segment, the path
 * would name another resource. That is so after a slash in the value too: it is sent encoded, but
 * some servers decode it first.
 */
public record Segment() implements ValueRule {
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?:^|[/\\\\])\\.{1,2}(?:[/\\\\;]|\\z)");

  @Override
  public boolean allows(String value) {
    return !value.isEmpty() && !DOT_SEGMENT.matcher(value).find();
  }

  @Override
  public String requirement() {
    return "not be empty or have a dot segment";
  }
}
