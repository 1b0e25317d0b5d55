package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever adds a setting decides whether a reload changes it. */
class RestartSettingsTest {
  private static final Set<String> LIVE =
      Set.of(
          "server.trustedProxies",
          "server.cors",
          "server.compression",
          "server.openapi",
          "server.maxRequestBody",
          "deadline",
          "shutdown.linger",
          "shutdown.drain",
          "transforms.maxInput",
          "transforms.maxOutput",
          "transforms.maxAllocation",
          "tracing.ratio",
          "tracing.link",
          "backends",
          "aggregates");

  @Test
  void eachSettingIsInForceWithAReloadOrAfterARestart() {
    List<String> known = new ArrayList<>(LIVE);
    known.addAll(RestartSettings.paths());
    List<String> settings = new ArrayList<>();
    collect("", Config.class, settings);
    assertThat(known).containsExactlyInAnyOrderElementsOf(settings);
  }

  private static void collect(String path, Class<?> type, List<String> settings) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = path + component.getName();
      if (component.getType().getEnclosingClass() == Config.class) {
        collect(name + ".", component.getType(), settings);
      } else {
        settings.add(name);
      }
    }
  }
}
