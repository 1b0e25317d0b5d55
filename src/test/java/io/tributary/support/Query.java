package io.tributary.support;

import static io.tributary.support.ShippedYaml.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PromQL expression of a dashboard, a recording rule or an alert.
 *
 * @param place where it is
 * @param expression without variables, and without the threshold of an alert
 * @param shown the labels that a legend, an annotation or the name of a recorded metric names
 */
public record Query(String place, String expression, Set<String> shown) {
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern ANNOTATION = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern THRESHOLD = Pattern.compile(" (>|==) [\\d.]+\\s*$");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  /** All that are shipped; dashboards show what the variables say. */
  public static List<Query> all(Map<String, String> variables) {
    List<Query> all = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      dashboard.variables().stream().flatMap(variable -> of(dashboard, variable)).forEach(all::add);
      for (JsonNode panel : dashboard.panels()) {
        panel.get("targets").forEach(target -> all.add(of(dashboard, panel, target, variables)));
      }
    }
    rules("rules.yml").map(Query::recording).forEach(all::add);
    rules("alerts.yml").map(Query::alert).forEach(all::add);
    return all;
  }

  /** The names of the recording rules. */
  public static Set<String> recorded() {
    return rules("rules.yml").map(rule -> rule.get("record").asText()).collect(Collectors.toSet());
  }

  private static Stream<JsonNode> rules(String file) {
    return read("deploy/prometheus/" + file)
        .get("groups")
        .valueStream()
        .flatMap(group -> group.get("rules").valueStream());
  }

  /** The label of a recorded metric by which it is grouped: the first piece of its name. */
  public static String level(String recorded) {
    return recorded.split(":", 2)[0];
  }

  private static Query recording(JsonNode rule) {
    String name = rule.get("record").asText();
    return new Query(name, rule.get("expr").asText(), Set.of(level(name)));
  }

  private static Query alert(JsonNode rule) {
    String expression = THRESHOLD.matcher(rule.get("expr").asText()).replaceFirst("");
    String annotations = rule.get("annotations").toString();
    return new Query(rule.get("alert").asText(), expression, found(ANNOTATION, annotations));
  }

  private static Query of(
      Dashboard dashboard, JsonNode panel, JsonNode target, Map<String, String> variables) {
    String expression = target.get("expr").asText();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expression = expression.replace("$" + variable.getKey(), variable.getValue());
    }
    return new Query(
        dashboard + ": " + panel.get("title").asText(),
        expression,
        found(LEGEND, target.path("legendFormat").asText()));
  }

  private static Stream<Query> of(Dashboard dashboard, JsonNode variable) {
    return LABEL_VALUES
        .matcher(variable.get("query").asText())
        .results()
        .map(
            found ->
                new Query(
                    dashboard + ": $" + found.group(2), found.group(1), Set.of(found.group(2))));
  }

  private static Set<String> found(Pattern label, String text) {
    return label.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return place + ": " + expression;
  }
}
