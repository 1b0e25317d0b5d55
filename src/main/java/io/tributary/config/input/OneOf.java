package io.tributary.config.input;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule that a value is one of a list.
 *
 * @param values in the order of the file; compared as text
 */
public record OneOf(Set<String> values) implements ValueRule {
  private static final int MOST_SHOWN = 20;

  /** The two values of a boolean. */
  public static final OneOf TRUTH = of(List.of("true", "false"));

  /** The rule for these values. */
  public static OneOf of(List<String> values) {
    return new OneOf(new LinkedHashSet<>(values));
  }

  @Override
  public boolean allows(String value) {
    return values.contains(value);
  }

  @Override
  public String requirement() {
    String shown = values.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    int more = values.size() - MOST_SHOWN;
    return "be one of " + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
