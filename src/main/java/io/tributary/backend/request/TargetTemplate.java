package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.vertx.uritemplate.UriTemplate;
import io.vertx.uritemplate.Variables;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A part's path template (RFC 6570) and where its variables come from. Immutable. */
final class TargetTemplate {
  private static final Pattern EXPRESSION = Pattern.compile("\\{[+#./;?&]?([^}]*)}");

  private final String text;
  private final UriTemplate template;
  private final List<String> variables;

  TargetTemplate(String text) {
    this.text = text;
    this.template = UriTemplate.of(text);
    this.variables =
        EXPRESSION
            .matcher(text)
            .results()
            .map((MatchResult match) -> match.group(1))
            .flatMap(list -> Stream.of(list.split(",")))
            .map(name -> name.replaceAll("\\*$|:\\d+$", ""))
            .distinct()
            .toList();
  }

  /** The request target, if it is the same for every request. */
  Optional<String> constant() {
    return variables.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /** The request target; a variable nobody gave a value is left out, as the RFC says. */
  String expand(Inputs inputs) {
    if (variables.isEmpty()) {
      return text;
    }
    Variables values = Variables.variables();
    for (String name : variables) {
      if (inputs.path().containsKey(name)) {
        values.set(name, inputs.path().get(name));
      } else if (inputs.derived().containsKey(name)) {
        set(values, name, inputs.derived().getOrDefault(name, List.of()));
      } else if (inputs.query().contains(name)) {
        values.set(name, inputs.query().get(name));
      }
    }
    return template.expandToString(values);
  }

  private static void set(Variables values, String name, List<String> value) {
    if (value.size() == 1) {
      values.set(name, value.getFirst());
    } else {
      values.set(name, value);
    }
  }
}
