package io.tributary.config.input;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A declared input of an aggregate: where its value is in a client's request, and what is allowed
 * there. Immutable.
 *
 * @param name the name in templates
 * @param key the name in the request: of the query parameter, the header or the route's parameter
 * @param maxItems the most values of an array; empty if the input is a single value
 * @param required whether a request without it is refused
 * @param otherwise the values when the client sends none; they keep the rules; may be empty
 * @param rules what every value must keep, in the order of the checks
 */
public record InputConfig(
    String name,
    Source source,
    String key,
    OptionalInt maxItems,
    boolean required,
    List<String> otherwise,
    List<ValueRule> rules) {

  /** Where an input is in a request. */
  public enum Source {
    PATH("path"),
    QUERY("query"),
    HEADER("header");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    /** How the configuration file spells it. */
    public String word() {
      return word;
    }
  }

  public InputConfig {
    otherwise = List.copyOf(otherwise);
    rules = List.copyOf(rules);
  }

  /** Whether the input is an array. */
  public boolean isArray() {
    return maxItems.isPresent();
  }

  /** The type of each value, as JSON Schema names it. */
  public String valueType() {
    for (ValueRule rule : rules) {
      if (rule instanceof Numeric range) {
        return range.whole() ? "integer" : "number";
      } else if (rule.equals(OneOf.TRUTH)) {
        return "boolean";
      }
    }
    return "string";
  }

  /** The same input with one more rule, which is checked before the others. */
  public InputConfig keeping(ValueRule rule) {
    List<ValueRule> all = Stream.concat(Stream.of(rule), rules.stream()).toList();
    return new InputConfig(name, source, key, maxItems, required, otherwise, all);
  }

  /** The same input without rules, with this value when the client sends none. */
  public InputConfig anything(String value) {
    return new InputConfig(name, source, key, maxItems, false, List.of(value), List.of());
  }

  /**
   * What is wrong with the values of a request, as a sentence for the client that holds nothing of
   * them; empty if they are allowed.
   *
   * @param values empty if the client sent none
   */
  public Optional<String> mistakeIn(List<String> values) {
    if (values.isEmpty()) {
      return required ? Optional.of(subject() + " is required") : Optional.empty();
    }
    if (maxItems.isEmpty() && values.size() > 1) {
      return Optional.of(subject() + " must be given only once");
    }
    if (maxItems.isPresent() && values.size() > maxItems.getAsInt()) {
      return Optional.of(subject() + " must have at most " + maxItems.getAsInt() + " items");
    }
    for (String value : values) {
      for (ValueRule rule : rules) {
        if (!rule.allows(value)) {
          String each = isArray() ? "each item of " : "";
          return Optional.of(each + subject() + " must " + rule.requirement());
        }
      }
    }
    return Optional.empty();
  }

  private String subject() {
    return switch (source) {
      case PATH -> "the path parameter " + name;
      case QUERY -> "the query parameter " + key + calledInTemplates();
      case HEADER -> "the header " + key + calledInTemplates();
    };
  }

  private String calledInTemplates() {
    return key.equals(name) ? "" : " (" + name + ")";
  }
}
