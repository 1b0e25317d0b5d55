package io.tributary.app;

import io.tributary.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings that a running service cannot change, because its sockets, its limits and its
 * workers were made of them. All others are in force with a reload. Stateless.
 */
final class RestartSettings {
  private static final Map<String, Function<Config, Object>> ALL = all();

  private RestartSettings() {}

  private static Map<String, Function<Config, Object>> all() {
    Map<String, Function<Config, Object>> all = new LinkedHashMap<>();
    all.put("server.host", config -> config.server().host());
    all.put("server.port", config -> config.server().port());
    all.put("server.maxInFlight", config -> config.server().maxInFlight());
    all.put("server.maxConnections", config -> config.server().maxConnections());
    all.put("server.maxBytesInFlight", config -> config.server().maxBytesInFlight());
    all.put("server.headTimeout", config -> config.server().headTimeout());
    all.put("server.writeTimeout", config -> config.server().writeTimeout());
    all.put("server.tls", config -> config.server().tls());
    all.put("server.accessLog", config -> config.server().accessLog());
    all.put("log.format", config -> config.log().format());
    all.put("management.host", config -> config.management().host());
    all.put("management.port", config -> config.management().port());
    all.put("management.maxConnections", config -> config.management().maxConnections());
    all.put("management.hosts", config -> config.management().hosts());
    all.put("management.token", config -> config.management().token());
    all.put("management.console.enabled", config -> config.management().console().enabled());
    all.put("management.console.ask", config -> config.management().console().ask());
    all.put("transforms.workers", config -> config.transforms().workers());
    all.put("transforms.spares", config -> config.transforms().spares());
    all.put("transforms.queue", config -> config.transforms().queue());
    return Collections.unmodifiableMap(all);
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
