package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AcceptedStatuses;
import io.tributary.config.AccessLogConfig;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.AllowedOrigin;
import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.Cidr;
import io.tributary.config.CompressionConfig;
import io.tributary.config.Config;
import io.tributary.config.ContractConfig;
import io.tributary.config.CorsConfig;
import io.tributary.config.Expression;
import io.tributary.config.ForwardedHeaders;
import io.tributary.config.LogFormat;
import io.tributary.config.NotFound;
import io.tributary.config.Origin;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.PlacementConfig;
import io.tributary.config.Protocol;
import io.tributary.config.ProxyConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.SameName;
import io.tributary.config.Secret;
import io.tributary.config.ShapeConfig;
import io.tributary.config.TlsConfig;
import io.tributary.config.TransportType;
import io.tributary.config.input.Ascii;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Length;
import io.tributary.config.input.Numeric;
import io.tributary.config.input.Segment;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {
  private static final String EVERYTHING =
      """
      server:
        host: 127.0.0.1
        port: 0
        maxInFlight: 5
        maxConnections: 6
        maxBytesInFlight: 2MiB
        headTimeout: 3s
        writeTimeout: 4s
        trustedProxies: [10.0.0.0/8, "::1"]
        cors:
          origins: ["https://App.example:443", "https://*.app.example:8443"]
          credentials: true
          maxAge: 60m
        compression: { minimum: 2KiB }
        openapi: true
        maxRequestBody: 1MiB
        accessLog: { format: logfmt, file: /logs/a, sample: 0.5 }
      management: { host: "::1", port: 0, maxConnections: 7, hosts: [ops.example], token: t0ken, console: { enabled: false, ask: true } }
      deadline: 1m
      shutdown: { linger: 0s, drain: 100ms }
      transforms: { workers: 3, queue: 7 }
      tracing: { ratio: 0.25, link: "https://t.example/trace/{traceId}" }
      log: { format: json }
      backends:
        b:
          url: HTTPS://Example.org:8443/base//
          timeout: 1500ms
          maxConcurrent: 9
          maxBody: 512KiB
          maxHead: 4KiB
          headers: { X-B: two words, x-a: "1" }
          breaker: { failures: 4, open: 10s }
          transport: lean
          protocol: http/1.1
          tls: { serverName: b.internal }
          proxy: { type: socks5, host: proxy.internal, port: 1080 }
          host: b.example:8443
          forwarded: off
      aggregates:
        /a/{id}:
          inputs:
            q: { type: array, items: { type: integer, minimum: 1 }, maxItems: 5 }
            r: { in: header, name: X-R, maxLength: 9, default: x }
          strictQuery: true
          transform: java:join
          onPartial: 206
          cacheControl: max-age=5
          parts:
            one:
              backend: b
              path: "/one/{id}{?q*,r:3}"
              default: { "n": [1, ~, "x"] }
              timeout: 20s
              accept: [2xx, 404]
              forward: [Authorization, Cookie]
              headers: { X-C: "3" }
            two:
              backend: b
              path: "/two{?ids}"
              required: true
              with: { ids: .one.ids }
      """;

  @Test
  void readsEveryKey() {
    PartConfig one =
        new PartConfig(
            "one",
            "b",
            PathTemplate.of("/one/{id}{?q*,r:3}"),
            false,
            Optional.of("{\"n\":[1,null,\"x\"]}"),
            Duration.ofSeconds(20),
            AcceptedStatuses.successful().and(404, 404),
            NotFound.FAIL,
            List.of("Authorization", "Cookie"),
            Map.of("X-C", new Secret("3")),
            List.of(),
            List.of(),
            Optional.empty(),
            ShapeConfig.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            PartConfig.ALWAYS,
            RequestConfig.GET,
            Optional.empty(),
            ContractConfig.OFF,
            PlacementConfig.SLOT);
    PartConfig two =
        new PartConfig(
            "two",
            "b",
            PathTemplate.of("/two{?ids}"),
            true,
            Optional.empty(),
            Duration.ofMillis(1500),
            AcceptedStatuses.successful(),
            NotFound.FAIL,
            List.of(),
            Map.of(),
            List.of(new PartConfig.Derived("ids", new Expression.Jslt(".one.ids"))),
            List.of("one"),
            Optional.empty(),
            ShapeConfig.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            PartConfig.ALWAYS,
            RequestConfig.GET,
            Optional.empty(),
            ContractConfig.OFF,
            PlacementConfig.SLOT);
    InputConfig id =
        new InputConfig(
            "id",
            InputConfig.Source.PATH,
            "id",
            OptionalInt.empty(),
            true,
            List.of(),
            List.of(new Segment(), new Length(0, 1024)));
    InputConfig q =
        new InputConfig(
            "q",
            InputConfig.Source.QUERY,
            "q",
            OptionalInt.of(5),
            false,
            List.of(),
            List.of(Numeric.INT_64.within(Optional.of(BigDecimal.ONE), Optional.empty())));
    InputConfig r =
        new InputConfig(
            "r",
            InputConfig.Source.HEADER,
            "X-R",
            OptionalInt.empty(),
            false,
            List.of("x"),
            List.of(new Ascii(), new Length(0, 9)));
    BackendConfig backend =
        new BackendConfig(
            "b",
            new Origin(Origin.Scheme.HTTPS, "Example.org", 8443),
            PathTemplate.of("/base"),
            Duration.ofMillis(1500),
            9,
            512 * 1024,
            4096,
            Map.of("X-B", new Secret("two words"), "x-a", new Secret("1")),
            Optional.of(new BreakerConfig(4, Duration.ofSeconds(10))),
            TransportType.LEAN,
            Protocol.HTTP_1_1,
            Optional.of(
                new TlsConfig(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("b.internal"))),
            Optional.of(new ProxyConfig(ProxyConfig.Type.SOCKS5, "proxy.internal", 1080)),
            Optional.of("b.example:8443"),
            ForwardedHeaders.OFF);
    List<Cidr> trusted =
        List.of(Cidr.parse("10.0.0.0/8").orElseThrow(), Cidr.parse("::1/128").orElseThrow());
    assertThat(Loading.config(EVERYTHING))
        .isEqualTo(
            new Config(
                new Config.Server(
                    "127.0.0.1",
                    0,
                    5,
                    6,
                    1 << 21,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    trusted,
                    Optional.of(
                        new CorsConfig(
                            List.of(
                                new AllowedOrigin.One("https://app.example"),
                                new AllowedOrigin.Subdomains("https://", ".app.example:8443")),
                            true,
                            Duration.ofHours(1))),
                    Optional.of(new CompressionConfig(2048)),
                    Optional.empty(),
                    true,
                    Optional.of(
                        new AccessLogConfig(
                            AccessLogConfig.Format.LOGFMT, Optional.of(Path.of("/logs/a")), 0.5)),
                    100,
                    1 << 20),
                new Config.Management(
                    "::1",
                    0,
                    7,
                    List.of("ops.example"),
                    Optional.of(new Secret("t0ken")),
                    new Config.Console(false, true)),
                Duration.ofMinutes(1),
                new Config.Shutdown(Duration.ZERO, Duration.ofMillis(100)),
                new Config.Transforms(3, 9, 7, 16 << 20, 16 << 20, 256 << 20),
                new Config.Tracing(0.25, Optional.of("https://t.example/trace/{traceId}")),
                new Config.Log(LogFormat.JSON),
                List.of(backend),
                List.of(
                    new AggregateConfig(
                        "/a/{id}",
                        List.of(id, q, r),
                        true,
                        List.of(one, two),
                        Optional.of("java:join"),
                        206,
                        Optional.of("max-age=5"),
                        Optional.empty(),
                        List.of(),
                        SameName.FIRST,
                        AggregateMethod.GET,
                        Optional.empty(),
                        List.of()))));
  }

  @Test
  void keepsTheOrderOfTheFile() {
    Config config = Loading.config(EVERYTHING);
    assertThat(config.backends().getFirst().headers().keySet()).containsExactly("X-B", "x-a");
    assertThat(config.aggregates().getFirst().parts())
        .extracting(PartConfig::name)
        .containsExactly("one", "two");
  }
}
