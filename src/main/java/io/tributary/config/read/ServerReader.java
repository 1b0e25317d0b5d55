package io.tributary.config.read;

import io.tributary.config.Cidr;
import io.tributary.config.CompressionConfig;
import io.tributary.config.Config;
import io.tributary.config.MachineLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the settings of the public server. */
final class ServerReader {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%-]{1,255}");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");
  static final int MOST_CONNECTIONS = 1_000_000;
  private static final long LEAST_BYTES = 1L << 20;
  private static final long MOST_BYTES = 1L << 40;
  private static final int MOST_OF_A_REQUEST = 16 << 20;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final String BLOCK = "an IP address or a block such as 10.0.0.0/8";

  private ServerReader() {}

  /**
   * Reads the public server.
   *
   * @param management the largest number of connections to the management server
   */
  static Config.Server server(ObjectReader section, int management) {
    MachineLimits machine = MachineLimits.ofThisProcess();
    Config.Server server =
        new Config.Server(
            host(section),
            port(section, 8080),
            section.optional("maxInFlight").flatMap(v -> v.whole(1, 1_000_000)).orElse(1000),
            section
                .optional("maxConnections")
                .flatMap(v -> v.whole(1, MOST_CONNECTIONS))
                .orElseGet(() -> machine.connections(management)),
            section
                .optional("maxBytesInFlight")
                .flatMap(v -> v.bytes(LEAST_BYTES, MOST_BYTES))
                .orElseGet(machine::bytesInFlight),
            timeout(section, "headTimeout", Duration.ofSeconds(10)),
            timeout(section, "writeTimeout", Duration.ofSeconds(20)),
            trustedProxies(section.optional("trustedProxies")),
            section.optional("cors").flatMap(ConfigValue::section).map(CorsReader::read),
            section
                .optional("compression")
                .flatMap(ConfigValue::section)
                .map(ServerReader::compression),
            section.optional("tls").flatMap(ConfigValue::section).flatMap(TlsReader::server),
            section.optional("openapi").flatMap(ConfigValue::truth).orElse(false),
            section.optional("accessLog").flatMap(ConfigValue::section).map(LogReader::accessLog),
            section.optional("maxBackground").flatMap(v -> v.whole(1, 100_000)).orElse(100),
            section
                .optional("maxRequestBody")
                .flatMap(v -> v.size(1, MOST_OF_A_REQUEST))
                .orElse(1 << 20));
    section.finish();
    return server;
  }

  /** Whether both servers need the same port of the same interface. */
  static boolean collide(Config.Server server, Config.Management management) {
    boolean sameHost =
        server.host().equals(management.host())
            || EVERYWHERE.contains(server.host())
            || EVERYWHERE.contains(management.host());
    return sameHost && server.port() == management.port() && server.port() != 0;
  }

  static String host(ObjectReader section) {
    Optional<ConfigValue> value = section.optional("host");
    Optional<String> host = value.flatMap(ConfigValue::text);
    if (host.isPresent() && !HOST.matcher(host.get()).matches()) {
      value.orElseThrow().problem("must be the name or the address of an interface to listen on");
    }
    return host.orElse("0.0.0.0");
  }

  static int port(ObjectReader section, int otherwise) {
    return section.optional("port").flatMap(v -> v.whole(0, 65535)).orElse(otherwise);
  }

  private static Duration timeout(ObjectReader section, String key, Duration otherwise) {
    return section.optional(key).flatMap(v -> v.duration(SHORTEST)).orElse(otherwise);
  }

  private static CompressionConfig compression(ObjectReader section) {
    Optional<Integer> minimum = section.optional("minimum").flatMap(v -> v.size(1, 1 << 30));
    section.finish();
    return new CompressionConfig(minimum.orElse(1 << 10));
  }

  private static List<Cidr> trustedProxies(Optional<ConfigValue> list) {
    List<Cidr> blocks = new ArrayList<>();
    for (ConfigValue item : list.flatMap(ConfigValue::items).orElseGet(List::of)) {
      ScalarText.of(item, BLOCK).flatMap(word -> block(word, item)).ifPresent(blocks::add);
    }
    return blocks;
  }

  private static Optional<Cidr> block(ScalarText word, ConfigValue item) {
    Optional<Cidr> block = Cidr.parse(word.text());
    return block.isPresent() ? block : item.refuse("must be " + BLOCK + ", not " + word.shown());
  }
}
