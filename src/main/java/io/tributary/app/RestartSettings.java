package io.tributary.app;

import io.tributary.config.Config;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings that a running service cannot change, because its sockets, its limits and its
 * workers were made of them: all but those listed here, which are in force with a reload.
 * Stateless.
 */
final class RestartSettings {
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

  private static final Map<String, Function<Config, Object>> ALL = all();

  private RestartSettings() {}

  private static Map<String, Function<Config, Object>> all() {
    Map<String, Function<Config, Object>> all = new LinkedHashMap<>();
    collect("", Config.class, config -> config, all);
    all.keySet().removeAll(LIVE);
    return Collections.unmodifiableMap(all);
  }

  /** Collects the settings of a record and of the sections in it. */
  private static void collect(
      String prefix,
      Class<?> section,
      Function<Config, Object> reader,
      Map<String, Function<Config, Object>> all) {
    for (RecordComponent component : section.getRecordComponents()) {
      String path = prefix + component.getName();
      Function<Config, Object> value = reader.andThen(record -> read(component, record));
      if (component.getType().getEnclosingClass() == Config.class) {
        collect(path + ".", component.getType(), value, all);
      } else {
        all.put(path, value);
      }
    }
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("accessors of the configuration are public", e);
    }
  }

  /** The paths of all of them. */
  static List<String> paths() {
    return List.copyOf(ALL.keySet());
  }

  /** The paths of those that differ from what the service was started with. */
  static List<String> changed(Config started, Config next) {
    List<String> changed = new ArrayList<>();
    ALL.forEach(
        (path, value) -> {
          if (!value.apply(started).equals(value.apply(next))) {
            changed.add(path);
          }
        });
    return changed;
  }
}
