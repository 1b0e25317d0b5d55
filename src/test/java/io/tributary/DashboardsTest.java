package io.tributary;

import static io.tributary.support.ShippedYaml.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.support.Dashboard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {
  private static final String PROVISIONING = "deploy/grafana/provisioning";

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void coversTheServiceItsAggregatesItsBackendsAndItsJvm() {
    assertThat(dashboards())
        .extracting(dashboard -> dashboard.json().get("uid").asText())
        .containsExactly(
            "tributary-aggregate", "tributary-backend", "tributary-jvm", "tributary-overview");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void explainsEveryPanelAndGivesItAUnit(Dashboard dashboard) {
    assertThat(dashboard.json().path("description").asText()).endsWith(".");
    assertThat(dashboard.panels()).hasSizeGreaterThan(9);
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.path("description").asText()).endsWith(".");
              assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              assertThat(panel.path("targets").isEmpty()).isFalse();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void placesPanelsBesideEachOther(Dashboard dashboard) {
    Set<String> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      assertThat(ids.add(panel.path("id").asText())).as("id of %s", panel.path("title")).isTrue();
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(x + "," + y)).as("place of %s", panel.path("title")).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void hasNothingThatAnExportLeaves(Dashboard dashboard) {
    assertThat(dashboard.json().fieldNames())
        .toIterable()
        .doesNotContain("id", "version", "iteration", "__inputs", "__requires", "gnetId");
    assertThat(dashboard.json().findValues("pluginVersion")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void namesNoGarbageCollector(Dashboard dashboard) {
    assertThat(dashboard.json().findValuesAsText("expr"))
        .noneMatch(expr -> expr.contains("G1") || expr.matches(".*\\b(id|gc|cause|action)[=!].*"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void asksForEachVariableThatItUses(Dashboard dashboard) {
    Set<String> used =
        Pattern.compile("\\$\\{?(\\w+)")
            .matcher(dashboard.json().toString())
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.startsWith("__"))
            .collect(Collectors.toSet());
    assertThat(variables(dashboard)).containsExactlyInAnyOrderElementsOf(used);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void linksToDashboardsWithTheirVariables(Dashboard dashboard) {
    Pattern link = Pattern.compile("/d/([\\w-]+)\\?var-(\\w+)=");
    for (String url : dashboard.json().findValuesAsText("url")) {
      var parts = link.matcher(url);
      assertThat(parts.find()).as(url).isTrue();
      assertThat(dashboards())
          .filteredOn(other -> other.json().get("uid").asText().equals(parts.group(1)))
          .singleElement()
          .satisfies(other -> assertThat(variables(other)).contains(parts.group(2)));
    }
  }

  @Test
  void leadsFromTheOverviewToTheSlowBackend() {
    Dashboard overview = dashboards().getLast();
    JsonNode table =
        overview.panels().stream()
            .filter(panel -> panel.path("title").asText().startsWith("Backends, slowest first"))
            .findFirst()
            .orElseThrow();
    assertThat(table.at("/options/sortBy/0").toString())
        .isEqualTo("{\"displayName\":\"p99\",\"desc\":true}");
    assertThat(table.findValuesAsText("expr"))
        .as("with the names of metrics, each would have rows of its own")
        .hasSize(4)
        .allMatch(expr -> expr.startsWith("max by (backend) ("));
    assertThat(table.findValuesAsText("url"))
        .containsExactly(
            "/d/tributary-backend?var-backend=${__data.fields.backend:percentencode}"
                + "&${__url_time_range}");
  }

  @Test
  void isProvisionedByCompose() {
    JsonNode services = read("deploy/compose.yaml").get("services");
    List<String> volumes =
        services.at("/grafana/volumes").valueStream().map(JsonNode::asText).toList();
    JsonNode provider = read(PROVISIONING + "/dashboards/tributary.yaml").at("/providers/0");
    assertThat(volumes)
        .contains("./grafana/dashboards:" + provider.at("/options/path").asText() + ":ro");
    for (String kind : List.of("dashboards", "datasources")) {
      assertThat(volumes)
          .contains(
              "./grafana/provisioning/%1$s:/etc/grafana/provisioning/%1$s:ro".formatted(kind));
    }
    JsonNode source = read(PROVISIONING + "/datasources/prometheus.yaml").at("/datasources/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(services.has("prometheus")).isTrue();
    JsonNode scraped = read("deploy/prometheus/prometheus.yml").at("/global/scrape_interval");
    assertThat(source.at("/jsonData/timeInterval")).isEqualTo(scraped);
  }

  private static List<String> variables(Dashboard dashboard) {
    return dashboard.variables().stream().map(variable -> variable.get("name").asText()).toList();
  }
}
