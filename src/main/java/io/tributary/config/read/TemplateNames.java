package io.tributary.config.read;

import io.tributary.config.PathTemplate;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Present;
import io.tributary.config.input.Segment;
import io.tributary.config.input.ValueRule;
import io.tributary.config.yaml.MessageText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the names in the path of a part: each must have a value, because a request without it
 * could ask the backend for more than was meant.
 */
final class TemplateNames {
  private static final ValueRule SEGMENT = new Segment();
  private static final ValueRule PRESENT = new Present();

  private final Map<String, InputConfig> inputs;
  private final Set<String> computed;

  /**
   * @param inputs those of the aggregate, by name
   * @param computed the names of the part's {@code with}
   */
  TemplateNames(Map<String, InputConfig> inputs, Set<String> computed) {
    this.inputs = inputs;
    this.computed = computed;
  }

  /** Reports the mistakes in a template. */
  void check(PathTemplate template, ConfigValue path) {
    for (String name : template.variables()) {
      if (!computed.contains(name)) {
        Optional.ofNullable(inputs.get(name))
            .map(input -> mistakeIn(input, template))
            .orElseGet(() -> Optional.of(unknown(name)))
            .ifPresent(path::problem);
      }
    }
  }

  private String unknown(String name) {
    Set<String> known = new TreeSet<>(inputs.keySet());
    known.addAll(computed);
    String hint = known.isEmpty() ? "" : Suggestion.hintOrList(name, known, "names");
    return "{"
        + MessageText.plain(name)
        + "} is not a parameter of the route, an input or a value of with"
        + hint;
  }

  private static Optional<String> mistakeIn(InputConfig input, PathTemplate template) {
    String name = "{" + MessageText.plain(input.name()) + "}";
    if (input.isArray() && template.prefixedVariables().contains(input.name())) {
      return Optional.of("the input " + name + " is an array, so it has no first characters");
    }
    boolean inPath = template.pathVariables().contains(input.name());
    if (input.required() || !template.neededVariables().contains(input.name())) {
      return Optional.empty();
    }
    if (input.otherwise().isEmpty()) {
      return Optional.of(
          "the input "
              + name
              + (inPath
                  ? " can be missing, and the path would then name something else; make it"
                      + " required, give it a default, or move it to the query as in {?name}"
                  : " can be missing, and the query would then ask for something else; make it"
                      + " required, give it a default, or let it be omitted, as in {?name}"));
    }
    ValueRule rule = inPath ? SEGMENT : PRESENT;
    return input.otherwise().stream().allMatch(rule::allows)
        ? Optional.empty()
        : Optional.of("the default of the input " + name + " must " + rule.requirement() + " here");
  }
}
