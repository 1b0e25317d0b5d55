package io.tributary.config.read;

import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.ForwardedHeaders;
import io.tributary.config.Origin;
import io.tributary.config.PathTemplate;
import io.tributary.config.Protocol;
import io.tributary.config.ProxyConfig;
import io.tributary.config.TlsConfig;
import io.tributary.config.TransportType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one backend. A mistake is reported, and a default takes its place. */
final class BackendReader {
  private static final BackendUrl UNKNOWN =
      new BackendUrl(new Origin(Origin.Scheme.HTTP, "unknown.invalid", 80), PathTemplate.NONE);
  private static final int MOST = 100_000;
  private static final int LEAST_HEAD = 1 << 10;
  private static final int MOST_HEAD = 1 << 20;
  private static final List<TransportType> TRANSPORTS = List.of(TransportType.values());
  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
  private static final List<ForwardedHeaders> FORWARDED = List.of(ForwardedHeaders.values());

  private final Duration deadline;

  BackendReader(Duration deadline) {
    this.deadline = deadline;
  }

  /** The backend, unless the entry is not a mapping, which is reported. */
  Optional<BackendConfig> read(ConfigValue.Member entry) {
    Names.check(entry, "backend");
    return entry.value().section().map(section -> read(entry.key(), section));
  }

  private BackendConfig read(String name, ObjectReader section) {
    Optional<BackendUrl> url = section.required("url").flatMap(BackendUrl::of);
    TransportType transport = transport(section);
    Protocol protocol = protocol(section);
    BackendConfig backend =
        new BackendConfig(
            name,
            url.orElse(UNKNOWN).origin(),
            url.orElse(UNKNOWN).pathPrefix(),
            Timeouts.within(deadline, section.optional("timeout")).orElse(deadline),
            section.optional("maxConcurrent").flatMap(v -> v.whole(1, MOST)).orElse(256),
            section.optional("maxBody").flatMap(v -> v.size(1, 1 << 30)).orElse(1 << 20),
            section.optional("maxHead").flatMap(v -> v.size(LEAST_HEAD, MOST_HEAD)).orElse(1 << 14),
            HeaderRules.constants(section.optional("headers")),
            section.optional("breaker").flatMap(ConfigValue::section).map(BackendReader::breaker),
            transport,
            protocol,
            section.optional("tls").flatMap(ConfigValue::section).map(TlsReader::backend),
            section.optional("proxy").flatMap(ConfigValue::section).map(ProxyReader::read),
            section.optional("host").flatMap(BackendReader::hostHeader),
            forwarded(section));
    if (transport == TransportType.LEAN && protocol == Protocol.HTTP_2) {
      section.problem("protocol", "must not be http/2: the lean transport speaks HTTP/1.1 only");
    }
    if (url.isPresent() && !url.get().origin().secure() && backend.tls().isPresent()) {
      section.problem("tls", "needs a url that starts with https://");
    }
    if (url.isPresent() && needsServerName(backend)) {
      section.problem("url", "needs tls.serverName: Java verifies no name with an underscore");
    }
    if (url.isPresent() && needsHttp2Proxy(backend)) {
      section.problem("proxy", "must be of type socks5: http/2 without TLS has no HTTP proxies");
    }
    section.finish();
    return backend;
  }

  private static boolean needsServerName(BackendConfig backend) {
    return backend.origin().secure()
        && backend.origin().host().contains("_")
        && backend.tls().flatMap(TlsConfig::serverName).isEmpty();
  }

  /** Only a tunnel carries HTTP/2, and an HTTP proxy is asked for one only when there is TLS. */
  private static boolean needsHttp2Proxy(BackendConfig backend) {
    return backend.transport() == TransportType.WEB
        && backend.protocol() == Protocol.HTTP_2
        && !backend.origin().secure()
        && backend.proxy().filter(proxy -> proxy.type() == ProxyConfig.Type.HTTP).isPresent();
  }

  private static TransportType transport(ObjectReader section) {
    return section
        .optional("transport")
        .flatMap(value -> Choice.of(value, TRANSPORTS, TransportType::word))
        .orElse(TransportType.WEB);
  }

  private static Protocol protocol(ObjectReader section) {
    return section
        .optional("protocol")
        .flatMap(value -> Choice.of(value, PROTOCOLS, Protocol::word))
        .orElse(Protocol.AUTO);
  }

  private static ForwardedHeaders forwarded(ObjectReader section) {
    return section
        .optional("forwarded")
        .flatMap(value -> Choice.of(value, FORWARDED, ForwardedHeaders::word))
        .orElse(ForwardedHeaders.X_FORWARDED);
  }

  private static Optional<String> hostHeader(ConfigValue value) {
    return value.text().filter(text -> Authority.of(text, value).isPresent());
  }

  private static BreakerConfig breaker(ObjectReader section) {
    BreakerConfig breaker =
        new BreakerConfig(
            section.optional("failures").flatMap(v -> v.whole(1, MOST)).orElse(5),
            section
                .optional("open")
                .flatMap(v -> v.duration(Duration.ofMillis(1)))
                .orElse(Duration.ofSeconds(5)));
    section.finish();
    return breaker;
  }
}
