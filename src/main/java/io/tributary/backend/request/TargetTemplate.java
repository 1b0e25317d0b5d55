package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.config.PathTemplate;
import io.vertx.uritemplate.Variables;
import java.util.List;
import java.util.Optional;

/** A part's path template, and the lookup of its variables in the inputs. Immutable. */
final class TargetTemplate {
  private final PathTemplate template;
  private final Optional<String> constant;

  TargetTemplate(PathTemplate template) {
    this.template = template;
    this.constant = template.isConstant() ? Optional.of(template.text()) : Optional.empty();
  }

  /** The request target, if it is the same for every request. */
  Optional<String> constant() {
    return constant;
  }

  /**
   * Expands the request target. A variable without a value is omitted from the query (RFC 6570,
   * 3.2.1). Empty if the path would lack a value, or a parameter that the template says, because
   * the request would then mean something else. Also empty if the first characters are those of a
   * list, or of a text beyond U+FFFF, which the library cuts in the middle of a character.
   */
  Optional<String> expand(Inputs inputs) {
    if (constant.isPresent()) {
      return constant;
    }
    Variables variables = Variables.variables();
    for (String name : template.variables()) {
      List<String> values = inputs.values().getOrDefault(name, List.of());
      if (!fits(name, values)) {
        return Optional.empty();
      }
      if (values.size() == 1) {
        variables.set(name, values.getFirst());
      } else if (!values.isEmpty()) {
        variables.set(name, values);
      }
    }
    return Optional.of(template.expand(variables));
  }

  private boolean fits(String name, List<String> values) {
    boolean complete =
        template.pathVariables().contains(name)
            ? !values.isEmpty() && values.stream().noneMatch(String::isEmpty)
            : !values.isEmpty() || !template.neededVariables().contains(name);
    return complete && (!template.prefixedVariables().contains(name) || hasPrefix(values));
  }

  private static boolean hasPrefix(List<String> values) {
    return values.size() < 2
        && values.stream().noneMatch(value -> value.chars().anyMatch(TargetTemplate::isSurrogate));
  }

  private static boolean isSurrogate(int unit) {
    return Character.isSurrogate((char) unit);
  }
}
