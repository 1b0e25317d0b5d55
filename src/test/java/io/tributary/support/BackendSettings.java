package io.tributary.support;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.ForwardedHeaders;
import io.tributary.config.Origin;
import io.tributary.config.PathTemplate;
import io.tributary.config.Protocol;
import io.tributary.config.ProxyConfig;
import io.tributary.config.Secret;
import io.tributary.config.TlsConfig;
import io.tributary.config.TransportType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The configuration of a backend, for tests: defaults, and what the test is about. */
public final class BackendSettings {
  private final Origin origin;
  private String pathPrefix;
  private int maxConcurrent = 1;
  private int maxBody = 64 * 1024;
  private int maxHead = 16 * 1024;
  private Map<String, Secret> headers = Map.of();
  private Optional<BreakerConfig> breaker = Optional.empty();
  private TransportType transport = TransportType.LEAN;
  private Protocol protocol = Protocol.AUTO;
  private Optional<TlsConfig> tls = Optional.empty();
  private Optional<ProxyConfig> proxy = Optional.empty();
  private Optional<String> host = Optional.empty();
  private Duration timeout = Duration.ofSeconds(5);

  private BackendSettings(Origin origin, String pathPrefix) {
    this.origin = origin;
    this.pathPrefix = pathPrefix;
  }

  /** A backend at that URL. */
  public static BackendSettings at(URI url) {
    Origin.Scheme scheme =
        url.getScheme().equals("https") ? Origin.Scheme.HTTPS : Origin.Scheme.HTTP;
    return new BackendSettings(
        new Origin(scheme, url.getHost(), url.getPort() < 0 ? scheme.defaultPort() : url.getPort()),
        url.getRawPath());
  }

  /** A backend at the root of that origin. */
  public static BackendSettings at(Origin origin) {
    return new BackendSettings(origin, "");
  }

  public BackendSettings maxConcurrent(int max) {
    maxConcurrent = max;
    return this;
  }

  public BackendSettings maxBody(int max) {
    maxBody = max;
    return this;
  }

  public BackendSettings maxHead(int max) {
    maxHead = max;
    return this;
  }

  public BackendSettings headers(Map<String, String> constants) {
    headers = secrets(constants);
    return this;
  }

  /** The values of headers, as a configuration has them. */
  public static Map<String, Secret> secrets(Map<String, String> constants) {
    return constants.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
  }

  public BackendSettings breaker(BreakerConfig settings) {
    breaker = Optional.of(settings);
    return this;
  }

  public BackendSettings transport(TransportType type) {
    transport = type;
    return this;
  }

  public BackendSettings protocol(Protocol version) {
    protocol = version;
    return this;
  }

  public BackendSettings tls(TlsConfig files) {
    tls = Optional.of(files);
    return this;
  }

  public BackendSettings proxy(ProxyConfig settings) {
    proxy = Optional.of(settings);
    return this;
  }

  public BackendSettings host(String header) {
    host = Optional.of(header);
    return this;
  }

  public BackendSettings timeout(Duration max) {
    timeout = max;
    return this;
  }

  public BackendConfig build() {
    return new BackendConfig(
        "users",
        origin,
        PathTemplate.of(pathPrefix),
        timeout,
        maxConcurrent,
        maxBody,
        maxHead,
        headers,
        breaker,
        transport,
        protocol,
        tls,
        proxy,
        host,
        ForwardedHeaders.X_FORWARDED);
  }
}
