package io.tributary.config.input;

/**
 * The rule for values that a template passes on unencoded, as {@code {+name}} does. With a
 * delimiter, a value could end the path, or add and replace parameters.
 */
public record WithoutDelimiters() implements ValueRule {
  @Override
  public boolean allows(String value) {
    return value.chars().noneMatch(c -> c == '?' || c == '&' || c == '#');
  }

  @Override
  public String requirement() {
    return "not have ?, & or #";
  }
}
