package io.tributary.config.input;

/** The rule for values of a parameter that has no meaning without one. */
public record Present() implements ValueRule {
  @Override
  public boolean allows(String value) {
    return !value.isEmpty();
  }

  @Override
  public String requirement() {
    return "not be empty";
  }
}
