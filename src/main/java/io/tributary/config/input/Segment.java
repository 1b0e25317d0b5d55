package io.tributary.config.input;

/**
 * The rule for values in a segment of a path. Without the value, or with a dot segment, the path
 * would name another resource.
 */
public record Segment() implements ValueRule {
  @Override
  public boolean allows(String value) {
    return !value.isEmpty() && !value.equals(".") && !value.equals("..");
  }

  @Override
  public String requirement() {
    return "not be empty or a dot segment";
  }
}
