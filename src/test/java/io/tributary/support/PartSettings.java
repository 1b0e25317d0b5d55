package io.tributary.support;

import io.tributary.config.ConditionConfig;
import io.tributary.config.ContractConfig;
import io.tributary.config.Expression;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.PlacementConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.Secret;
import io.tributary.config.ShapeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of a part, for tests: a GET with the defaults, and what the test is about. */
public final class PartSettings {
  private final PathTemplate path;
  private Duration timeout = Duration.ofSeconds(1);
  private List<String> forward = List.of();
  private Map<String, Secret> headers = Map.of();
  private List<PartConfig.Derived> with = List.of();
  private List<String> needs = List.of();
  private Optional<ConditionConfig> when = Optional.empty();

  private PartSettings(PathTemplate path) {
    this.path = path;
  }

  /** A part of that path, of the backend of {@link BackendSettings}. */
  public static PartSettings at(String path) {
    return new PartSettings(PathTemplate.of(path));
  }

  public PartSettings timeout(Duration max) {
    timeout = max;
    return this;
  }

  public PartSettings forward(String... names) {
    forward = List.of(names);
    return this;
  }

  public PartSettings headers(Map<String, String> constants) {
    headers = BackendSettings.secrets(constants);
    return this;
  }

  public PartSettings with(List<PartConfig.Derived> values) {
    with = values;
    return this;
  }

  public PartSettings needs(String... parts) {
    needs = List.of(parts);
    return this;
  }

  public PartSettings when(Expression condition) {
    when = Optional.of(new ConditionConfig(condition, ""));
    return this;
  }

  public PartConfig build() {
    return new PartConfig(
        "user",
        "users",
        path,
        false,
        Optional.empty(),
        timeout,
        Requests.SUCCESSFUL,
        NotFound.FAIL,
        forward,
        headers,
        with,
        needs,
        Optional.empty(),
        ShapeConfig.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        when,
        false,
        PartConfig.ALWAYS,
        RequestConfig.GET,
        Optional.empty(),
        ContractConfig.OFF,
        PlacementConfig.SLOT);
  }
}
