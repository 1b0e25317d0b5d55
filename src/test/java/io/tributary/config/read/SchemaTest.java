package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tributary.support.ShippedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, which editors use, must agree with the loader. */
class SchemaTest {
  private static final Path SCHEMA = Path.of("config/tributary.schema.json");

  @Test
  void takesTheShippedFile() throws IOException {
    assertThat(validate(Files.readString(Path.of("config/tributary.yaml")))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takesTheExamples(String file) throws IOException {
    assertThat(validate(Files.readString(Path.of(file)))).isEmpty();
  }

  static List<String> examples() {
    return ShippedYaml.filesUnder("config/examples");
  }

  @Test
  void isItselfValid() throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
    assertThat(meta.validate(Files.readString(SCHEMA), InputFormat.JSON)).isEmpty();
  }

  @Test
  void refusesEveryReservedHeader() throws IOException {
    for (String name : HeaderRules.RESERVED) {
      for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
        assertThat(validate(Loading.withPart("forward: [" + spelling + "]")))
            .as(spelling)
            .isNotEmpty();
      }
    }
  }

  @Test
  void refusesEveryResponseHeaderThatNoPartDecides() throws IOException {
    for (ResponseHeaderNames.Group group : ResponseHeaderNames.REFUSED) {
      for (String name : group.names()) {
        String whole = (name.startsWith("-") ? "x" : "") + name + (name.endsWith("-") ? "x" : "");
        for (String spelling : List.of(whole, whole.toUpperCase(Locale.ROOT))) {
          assertThat(validate(Loading.withAggregate("headers: { " + spelling + ": all }")))
              .as(spelling)
              .isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie: all, X-Total: { from: users }, ETag: drop, server-timing: drop",
        "X-A: first, x-b: append, Link: \"${L:-all}\", Content-Language: { from: \"${P:-orders}\" }"
      })
  void takesHeadersThatTheLoaderTakes(String headers) throws IOException {
    String yaml = Loading.withAggregate("headers: { " + headers + " }");
    assertThat(Loading.problems(yaml)).as("loader").isEmpty();
    assertThat(validate(yaml)).as("schema").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesWhatTheLoaderRefuses(String yaml) throws IOException {
    assertThat(Loading.problems(yaml)).as("loader").isNotEmpty();
    assertThat(validate(yaml)).as("schema").isNotEmpty();
  }

  static Stream<String> broken() {
    return Stream.of(
        "{}",
        "[]",
        Loading.withTop("extra: 1"),
        Loading.withTop("server: { port: 65536 }"),
        Loading.withTop("server: { port: \"80\" }"),
        Loading.withTop("server: { host: a b }"),
        Loading.withTop("transforms: { workers: 0 }"),
        Loading.withTop("shutdown: { drain: 5 }"),
        Loading.valid().replace("2s", "0s"),
        Loading.valid().replace("2s", "fast"),
        Loading.valid().replaceAll("(?s)parts:.*", "parts: {}"),
        Loading.withUrl("ftp://h"),
        Loading.withUrl("\"http://u:p@h\""),
        Loading.withUrl("\"http://h?q\""),
        Loading.withBackend("maxBody: 1MB"),
        Loading.withBackend("maxConcurrent: 0"),
        Loading.withBackend("breaker: { failures: 0 }"),
        Loading.withBackend("headers: { Host: x }"),
        Loading.withBackend("headers: { \"${A:-X}\": x }"),
        Loading.withBackend("maxHead: 16"),
        Loading.withBackend("transport: tcp"),
        Loading.withBackend("protocol: http/3"),
        Loading.withBackend("transport: lean, protocol: http/2"),
        Loading.withBackend("protocol: http/2, proxy: { host: p, port: 1 }"),
        Loading.withBackend("protocol: http/2, proxy: { type: http, host: p, port: 1 }"),
        Loading.withBackend("forwarded: false"),
        Loading.withBackend("host: a b"),
        Loading.withBackend("host: \"a:0\""),
        Loading.withBackend("proxy: { host: p }"),
        Loading.withBackend("proxy: { port: 1 }"),
        Loading.withBackend("proxy: { host: p, port: 0 }"),
        Loading.withBackend("proxy: { host: p, port: 1, type: socks4 }"),
        Loading.withBackend("tls: { key: k }"),
        Loading.withBackend("tls: { certificate: c }"),
        Loading.withBackend("tls: { serverName: a_b }"),
        Loading.withBackend("headers: { Forwarded: x }"),
        Loading.withPart("forward: [X-Forwarded-For]"),
        Loading.withTop("server: { trustedProxies: 10.0.0.0/8 }"),
        Loading.withTop("server: { trustedProxies: [localhost] }"),
        Loading.withTop("server: { cors: {} }"),
        Loading.withTop("server: { cors: { origins: [] } }"),
        Loading.withTop("server: { cors: { origins: \"*\" } }"),
        Loading.withTop("server: { cors: { origins: [app.example] } }"),
        Loading.withTop("server: { cors: { origins: [\"https://a.example/\"] } }"),
        Loading.withTop("server: { cors: { origins: [\"*\"], credentials: true } }"),
        Loading.withTop("server: { cors: { origins: [\"*\"], maxAge: -1s } }"),
        Loading.withTop("tracing: { ratio: 1.5 }"),
        Loading.withTop("tracing: { link: \"https://t.example/\" }"),
        Loading.withTop("tracing: { link: \"https://t.example/{id}/{traceId}\" }"),
        Loading.withTop("tracing: { link: \"javascript:alert(1)//{traceId}\" }"),
        Loading.withTop("management: { console: false }"),
        Loading.withTop("management: { console: { ask: \"yes\" } }"),
        Loading.withRoute("no-slash"),
        Loading.withRoute("/a/{1}"),
        Loading.withAggregate("onPartial: 204"),
        Loading.withAggregate("cacheControl: \"\""),
        Loading.withAggregate("enough: { of: [users], count: 1 }"),
        Loading.withAggregate("enough: { of: [users, orders] }"),
        Loading.withAggregate("enough: { of: [users, users], count: 1 }"),
        Loading.withAggregate("enough: { of: [users, orders], count: 0 }"),
        Loading.withAggregate("headers: all"),
        Loading.withAggregate("headers: { X-A: al }"),
        Loading.withAggregate("headers: { X-A: [all] }"),
        Loading.withAggregate("headers: { X-A: {} }"),
        Loading.withAggregate("headers: { X-A: { from: users, x: 1 } }"),
        Loading.withAggregate("headers: { \"X A\": all }"),
        Loading.withPath("users"),
        Loading.withPath("//users"),
        Loading.withPart("required: true, default: 1"),
        Loading.withPart("required: 1"),
        Loading.withPart("background: 1"),
        Loading.withPart("background: true, mirror: 5"),
        Loading.withTop("server: { maxBackground: 0 }"),
        Loading.withPart("accept: []"),
        Loading.withPart("accept: [1xx]"),
        Loading.withPart("forward: [Connection]"),
        Loading.withPart("forward: [proxy-authorization]"),
        Loading.withPart("headers: { A: 1 }"),
        Loading.withPart("headers: { A: \"\\nb\" }"),
        Loading.withPart("with: { a-b: x }"),
        Loading.withAggregate("strictQuery: 1"),
        Loading.withAggregate("inputs: { a-b: {} }"),
        Loading.withAggregate("inputs: { a: string }"),
        Loading.withAggregate("inputs: { a: { in: cookie } }"),
        Loading.withAggregate("inputs: { a: { type: int } }"),
        Loading.withAggregate("inputs: { a: { schema: {} } }"),
        Loading.withAggregate("inputs: { a: { name: \"\" } }"),
        Loading.withAggregate("inputs: { a: { in: header, name: Host } }"),
        Loading.withAggregate("inputs: { a: { required: true, default: x } }"),
        Loading.withAggregate("inputs: { a: { enum: [] } }"),
        Loading.withAggregate("inputs: { a: { minimum: 1 } }"),
        Loading.withAggregate("inputs: { a: { type: integer, minimum: x } }"),
        Loading.withAggregate("inputs: { a: { type: integer, maxLength: 1 } }"),
        Loading.withAggregate("inputs: { a: { type: integer, format: uuid } }"),
        Loading.withAggregate("inputs: { a: { format: int32 } }"),
        Loading.withAggregate("inputs: { a: { type: number, format: int32 } }"),
        Loading.withAggregate("inputs: { a: { format: uri } }"),
        Loading.withAggregate("inputs: { a: { maxLength: 8193 } }"),
        Loading.withAggregate("inputs: { a: { maxItems: 1 } }"),
        Loading.withAggregate("inputs: { a: { items: {} } }"),
        Loading.withAggregate("inputs: { a: { type: array, maxItems: 101 } }"),
        Loading.withAggregate("inputs: { a: { type: array, pattern: x } }"),
        Loading.withAggregate("inputs: { a: { type: array, items: { type: array } } }"),
        Loading.withAggregate("inputs: { a: { type: array, items: { minimum: 1 } } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port: \"${PORT:-80}\"",
        "port: 0",
        "host: \"::1\"",
        "host: \"${HOST:-h}\"",
        "maxInFlight: 1",
        "trustedProxies: [10.0.0.0/8, \"::1\", \"2001:db8::/32\", \"${PROXY:-10.1.2.3}\"]",
        "trustedProxies: []"
      })
  void takesWhatTheLoaderTakes(String keys) throws IOException {
    String yaml = Loading.withTop("server: { " + keys + " }");
    assertThat(Loading.problems(yaml)).as("loader").isEmpty();
    assertThat(validate(yaml)).as("schema").isEmpty();
  }

  /** A bare {@code off} is text in YAML 1.2, but not for this validator, which reads YAML 1.1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport: lean, protocol: http/1.1, forwarded: \"off\", maxHead: 1MiB",
        "transport: \"${T:-web}\", protocol: \"${P:-http/2}\", forwarded: rfc7239",
        "proxy: { host: \"::1\", port: 1080, type: socks5 }",
        "protocol: http/2, proxy: { host: p, port: 1080, type: socks5 }",
        "proxy: { host: my_proxy, port: \"${PORT:-3128}\" }",
        "host: \"[::1]:8080\"",
        "host: my_users.example:80"
      })
  void takesABackendThatTheLoaderTakes(String keys) throws IOException {
    String backend = Loading.withBackend(keys);
    assertThat(Loading.problems(backend)).as("loader").isEmpty();
    assertThat(validate(backend)).as("schema").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "0.25", "\"${RATIO:-1}\""})
  void takesARatioThatTheLoaderTakes(String ratio) throws IOException {
    String yaml = Loading.withTop("tracing: { ratio: " + ratio + " }");
    assertThat(Loading.problems(yaml)).as("loader").isEmpty();
    assertThat(validate(yaml)).as("schema").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {}",
        "a.b: { minLength: 1, maxLength: 8192, format: date, enum: [2026-01-31], required: true }",
        "a: { type: integer, format: int64, minimum: -1, maximum: 1e3, enum: [1, 2], default: 1 }",
        "a: { type: number, minimum: 0.5 }",
        "a: { type: boolean, default: true }",
        "a: { type: array, default: [1], maxItems: 5, items: { type: integer, minimum: 1 } }",
        "a: { in: header, name: X-A, pattern: \"^a$\" }",
        "a: { name: \"page[size]\" }",
        "a: { type: \"${T:-integer}\", required: \"${R:-true}\", maximum: \"${M:-7}\" }"
      })
  void takesAnInputThatTheLoaderTakes(String input) throws IOException {
    String yaml = Loading.withAggregate("inputs: { " + input + " }\n    strictQuery: true");
    assertThat(Loading.problems(yaml)).as("loader").isEmpty();
    assertThat(validate(yaml)).as("schema").isEmpty();
  }

  @Test
  void takesAPartWithEverything() throws IOException {
    String yaml =
        Loading.withPath(
            "\"/u{?a}\", default: [1], timeout: 1s, accept: [2xx, 404, \"${S:-410}\"],"
                + " forward: [Cookie], headers: { A: b }, with: { a: .orders }, required: false");
    assertThat(Loading.problems(yaml)).as("loader").isEmpty();
    assertThat(validate(yaml)).as("schema").isEmpty();
  }

  private static Set<ValidationMessage> validate(String yaml) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(SCHEMA))
        .validate(yaml, InputFormat.YAML);
  }
}
