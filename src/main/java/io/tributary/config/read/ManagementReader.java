package io.tributary.config.read;

import io.tributary.config.Config;
import io.tributary.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of the management server. */
final class ManagementReader {
  /** What both ways to send a token can carry. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{0,1024}");

  private ManagementReader() {}

  static Config.Management read(ObjectReader section) {
    Config.Management management =
        new Config.Management(
            ServerReader.host(section),
            ServerReader.port(section, 9090),
            section
                .optional("maxConnections")
                .flatMap(v -> v.whole(1, ServerReader.MOST_CONNECTIONS))
                .orElse(100),
            hosts(section.optional("hosts")),
            section.optional("token").flatMap(ManagementReader::token),
            console(section.section("console")));
    section.finish();
    return management;
  }

  private static Config.Console console(ObjectReader section) {
    Config.Console console =
        new Config.Console(
            section.optional("enabled").flatMap(ConfigValue::truth).orElse(true),
            section.optional("ask").flatMap(ConfigValue::truth).orElse(false));
    section.finish();
    return console;
  }

  private static List<String> hosts(Optional<ConfigValue> list) {
    List<String> hosts = new ArrayList<>();
    for (ConfigValue item : list.flatMap(ConfigValue::items).orElseGet(List::of)) {
      HostNames.read(item).ifPresent(hosts::add);
    }
    return hosts;
  }

  /** An empty one is none: whatever needs a token is then refused. */
  private static Optional<Secret> token(ConfigValue value) {
    return value
        .secret()
        .flatMap(
            token ->
                TOKEN.matcher(token.text()).matches()
                    ? Optional.of(token)
                    : value.refuse("must be at most 1024 visible ASCII characters without spaces"))
        .filter(token -> !token.text().isEmpty());
  }
}
