package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.config.PathTemplate;
import io.vertx.uritemplate.Variables;
import java.util.List;
import java.util.Optional;

/** A part's path template, and the lookup of its variables in the inputs. Immutable. */
final class TargetTemplate {
  private final PathTemplate template;

  TargetTemplate(PathTemplate template) {
    this.template = template;
  }

  /** The request target, if it is the same for every request. */
  Optional<String> constant() {
    return template.isConstant() ? Optional.of(template.text()) : Optional.empty();
  }

  /** Expands the request target. A variable without a value is omitted (RFC 6570, 3.2.1). */
  String expand(Inputs inputs) {
    Variables values = Variables.variables();
    for (String name : template.variables()) {
      if (inputs.path().containsKey(name)) {
        values.set(name, inputs.path().get(name));
      } else if (inputs.computed().containsKey(name)) {
        set(values, name, inputs.computed().getOrDefault(name, List.of()));
      } else if (inputs.query().containsKey(name)) {
        values.set(name, inputs.query().getOrDefault(name, List.of()).getFirst());
      }
    }
    return template.expand(values);
  }

  private static void set(Variables values, String name, List<String> value) {
    if (value.size() == 1) {
      values.set(name, value.getFirst());
    } else {
      values.set(name, value);
    }
  }
}
