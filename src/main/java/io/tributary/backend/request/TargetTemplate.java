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
   * 3.2.1). Empty if the template does not {@link PathTemplate#takes take} the values, or if the
   * target would be too long for a {@link RequestTarget}: a value does not get shorter.
   */
  Optional<String> expand(Inputs inputs) {
    if (constant.isPresent()) {
      return constant;
    }
    Variables variables = Variables.variables();
    long length = 0;
    for (String name : template.variables()) {
      List<String> values = inputs.values().getOrDefault(name, List.of());
      if (!template.prefixedVariables().contains(name)) {
        length += values.stream().mapToLong(String::length).sum();
      }
      if (length > RequestTarget.MAX_LENGTH || !template.takes(name, values)) {
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
}
