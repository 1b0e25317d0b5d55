package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.BackendConfig;
import io.tributary.config.ForwardedHeaders;
import io.tributary.config.Origin;
import io.tributary.config.Protocol;
import io.tributary.config.ProxyConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say how a backend is reached, and one row per kind of mistake in them. */
class TransportMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          transport: leen                     | .transport (line 3): must be web or lean, not "leen"; did you mean lean?
          transport: WEB                      | .transport (line 3): must be web or lean, not "WEB"; did you mean web?
          transport: tcp                      | .transport (line 3): must be web or lean, not "tcp"
          transport:                          | .transport (line 3): has no value; it must be web or lean
          transport: [lean]                   | .transport (line 3): must be web or lean, not a list
          protocol: http/3                    | .protocol (line 3): must be auto, http/1.1 or http/2, not "http/3"; did you mean http/2?
          protocol: 2                         | .protocol (line 3): must be auto, http/1.1 or http/2, not "2"
          transport: lean, protocol: http/2   | .protocol (line 3): must not be http/2: the lean transport speaks HTTP/1.1 only
          forwarded: false                    | .forwarded (line 3): must be x-forwarded, rfc7239 or off, not "false"
          forwarded: rfc-7239                 | .forwarded (line 3): must be x-forwarded, rfc7239 or off, not "rfc-7239"; did you mean rfc7239?
          maxHead: 1023B                      | .maxHead (line 3): must be from 1KiB to 1MiB
          maxHead: 2MiB                       | .maxHead (line 3): must be from 1KiB to 1MiB
          maxHead: 16                         | .maxHead (line 3): must be a size such as 512KiB or 1MiB, not "16"
          host: a b                           | .host (line 3): has no valid host: HOST
          host: "a\\r\\nb"                    | .host (line 3): has no valid host: HOST
          host: user@a                        | .host (line 3): has no valid host: HOST
          host: a/b                           | .host (line 3): has no valid host: HOST
          host: ""                            | .host (line 3): has no valid host: HOST
          host: a:0                           | .host (line 3): must have a port from 1 to 65535
          host: 5                             | .host (line 3): must be text; put it in quotes
          tls: {}                             | .tls (line 3): needs a url that starts with https://
          protocol: http/2, proxy: { host: p, port: 1 } | .proxy (line 3): must be of type socks5: http/2 without TLS has no HTTP proxies
          proxy: {}                           | .proxy.host (line 3): is missing & .proxy.port (line 3): is missing
          proxy: { host: p }                  | .proxy.port (line 3): is missing
          proxy: { port: 1 }                  | .proxy.host (line 3): is missing
          proxy: { host: "p:1", port: 1 }     | .proxy.host (line 3): must be a host: letters, digits, - _ and . for a name, or an IP address
          proxy: { host: p, port: 0 }         | .proxy.port (line 3): must be a whole number from 1 to 65535, not "0"
          proxy: { host: p, port: 1, type: socks }  | .proxy.type (line 3): must be http or socks5, not "socks"; did you mean socks5?
          proxy: { host: p, port: 1, user: me }     | .proxy.user (line 3): unknown key; known keys are type, host, port
          proxy: p:1                          | .proxy (line 3): must be a mapping, not a single value
          """)
  void areReportedWithTheirPlace(String keys, String problems) {
    String host = "letters, digits, - _ and . for a name, or an IP address, IPv6 in brackets";
    assertThat(Loading.problems(Loading.withBackend(keys)))
        .containsExactly(
            ("backends.users" + problems.replace(" & ", "\nbackends.users"))
                .replace("HOST", host)
                .split("\n", -1));
  }

  @Test
  void neverShowTheValueOfAVariable() {
    String yaml = Loading.withBackend("transport: \"${A}\", forwarded: \"${A}\", host: \"${A}\"");
    assertThat(Loading.problems(yaml, Map.of("A", "hush hush")))
        .hasSize(3)
        .noneMatch(problem -> problem.contains("hush"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://my_users              | my_users          | ''
          http://my_users.svc:8081/    | my_users.svc:8081 | ''
          http://users.                | users.            | ''
          http://[::1]:8081/a//b/      | [::1]:8081        | /a//b
          HTTP://127.0.0.1/a%20b/...   | 127.0.0.1         | /a%20b/...
          http://h:65535//             | h:65535           | ''
          """)
  void areNotSeenInAUrl(String url, String authority, String prefix) {
    BackendConfig backend = backend(Loading.withUrl('"' + url + '"'));
    assertThat(backend.origin().authority()).isEqualTo(authority);
    assertThat(backend.origin().scheme()).isEqualTo(Origin.Scheme.HTTP);
    assertThat(backend.pathPrefix().text()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a_b.c", "a:80", "10.0.0.1", "\"[::1]\"", "\"[::1]:80\""})
  void areNotSeenInAHostHeader(String host) {
    assertThat(backend(Loading.withBackend("host: " + host)).hostHeader())
        .contains(host.replace("\"", ""));
  }

  @Test
  void areNotSeenInWordsWithoutQuotes() {
    BackendConfig backend = backend(Loading.withBackend("forwarded: off, protocol: http/2"));
    assertThat(backend.forwarded()).isEqualTo(ForwardedHeaders.OFF);
    assertThat(backend.protocol()).isEqualTo(Protocol.HTTP_2);
  }

  @Test
  void areNotSeenInAProxy() {
    assertThat(backend(Loading.withBackend("proxy: { host: \"::1\", port: 3128 }")).proxy())
        .contains(new ProxyConfig(ProxyConfig.Type.HTTP, "::1", 3128));
  }

  private static BackendConfig backend(String yaml) {
    return Loading.config(yaml).backends().getFirst();
  }
}
