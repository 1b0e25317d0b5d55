package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String EXPOSED =
      "Aggregate-Complete, Server-Timing, X-Request-Id, ETag, Retry-After";

  private static final String REST =
      """
      backends: { b: { url: @backend } }
      aggregates:
        /good: { parts: { a: { backend: b, path: /value/a } } }
        /hang: { parts: { a: { backend: b, path: /hang } } }
        /bad: { parts: { a: { backend: b, path: /status/500, required: true } } }
        /own:
          inputs: { q: { in: header, name: X-Query } }
          parts: { a: { backend: b, path: "/value/a{?q}", forward: [Authorization, Accept-Language] } }
      """;

  private final Scene scene =
      new Scene(
          """
          server:
            host: 127.0.0.1
            port: 0
            cors:
              origins: ["https://app.example", "https://*.app.example", "http://localhost:3000", "capacitor://localhost"]
              credentials: true
              maxAge: 5m
          """
              + REST);

  private final Scene open =
      new Scene(
          """
          server: { host: 127.0.0.1, port: 0, cors: { origins: ["*"] } }
          """
              + REST);

  private final Scene full =
      new Scene(
          """
          server: { host: 127.0.0.1, port: 0, maxInFlight: 1, cors: { origins: ["*"] } }
          """
              + REST);

  private final Scene closed = new Scene(REST);

  CorsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
    open.close();
    full.close();
    closed.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example",
        "https://a.app.example",
        "https://a-b.c_d.app.example",
        "http://localhost:3000",
        "capacitor://localhost"
      })
  void aPageOfAnAllowedOriginMayRead(String origin) throws IOException {
    Answer answer = scene.get("/good", "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(200);
    assertAllowed(answer, origin);
  }

  private static void assertAllowed(Answer answer, String origin) {
    assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(origin);
    assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(answer.header("access-control-expose-headers")).isEqualTo(EXPOSED);
    assertThat(answer.header("timing-allow-origin")).isEqualTo(origin);
    assertThat(answer.header("vary")).isIn("Accept, Origin", "Origin");
  }

  static Stream<String> lookalikes() {
    return Stream.of(
        "https://app.example.evil",
        "https://evilapp.example",
        "https://evil-app.example",
        "https://app.example:8443",
        "https://app.example:443",
        "http://app.example",
        "https://app.exampl",
        "https://APP.example",
        "https://app.example/",
        "https://app.example.",
        "https://.app.example",
        "https://a..app.example",
        "https://a/b.app.example",
        "https://evil.test/.app.example",
        "https://evil.test:80.app.example",
        "https://evil.test#.app.example",
        "https://u@a.app.example",
        "https://" + "a.".repeat(200) + "app.example",
        "https://*.app.example",
        "http://localhost",
        "http://localhost:30000",
        "null",
        "*",
        "");
  }

  @ParameterizedTest
  @MethodSource("lookalikes")
  void aPageOfAnotherOriginMayNot(String origin) throws IOException {
    Answer answer = scene.get("/good", "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(200); // the browser keeps it from the page
    assertNothingAllowed(answer);
    assertThat(answer.header("vary")).isEqualTo("Accept, Origin");
    assertNothingAllowed(preflight(scene, "/good", origin));
  }

  private static void assertNothingAllowed(Answer answer) {
    assertThat(answer.head())
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("timing-allow-origin"));
  }

  @Test
  void aRequestWithoutAnOriginVariesByIt() throws IOException {
    assertNothingAllowed(scene.get("/good"));
    assertThat(scene.get("/good").header("vary")).isEqualTo("Accept, Origin");
    assertThat(scene.get("/own").header("vary"))
        .isEqualTo("Accept, Accept-Language, Authorization, X-Query, Origin");
  }

  @Test
  void errorsMayBeReadToo() throws IOException {
    String origin = "https://app.example";
    for (String target : List.of("/bad", "/none", "/good?%ff", "/own%2f")) {
      Answer answer = scene.get(target, "Origin: " + origin);
      assertThat(answer.status()).as(target).isGreaterThanOrEqualTo(400);
      assertAllowed(answer, origin);
    }
    try (RawClient client = scene.connect()) {
      Answer answer = client.request("POST", "/good", "Origin: " + origin).answer();
      assertThat(answer.status()).isEqualTo(405);
      assertAllowed(answer, origin);
    }
  }

  @Test
  void twoOriginsAreRefused() throws IOException {
    Answer answer = scene.get("/good", "Origin: https://app.example", "Origin: https://evil.test");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void anybodyMayReadIfEveryOriginIsAllowed() throws IOException {
    for (String origin : List.of("https://any.test", "null")) {
      Answer answer = open.get("/good", "Origin: " + origin);
      assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("*");
      assertThat(answer.header("timing-allow-origin")).isEqualTo("*");
      assertThat(answer.header("access-control-expose-headers")).isEqualTo(EXPOSED);
      assertThat(answer.headers("access-control-allow-credentials")).isEmpty();
      assertThat(answer.header("vary")).isEqualTo("Accept");
    }
    assertThat(open.get("/good").header(ALLOW_ORIGIN)).isEqualTo("*");
  }

  @Test
  void aRefusalForOverloadMayBeRead() throws IOException {
    try (RawClient hanging = full.connect()) {
      RawClient _ = hanging.get("/hang");
      full.awaitHanging(1);
      Answer refused = full.get("/good", "Origin: https://any.test");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header(ALLOW_ORIGIN)).isEqualTo("*");
      assertThat(refused.header("access-control-expose-headers")).contains("Retry-After");
      assertThat(refused.header("retry-after")).isNotEmpty();
    }
    full.awaitHanging(0);
  }

  @Test
  void aPreflightIsAnsweredWithoutABackend() throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = preflight(scene, "/own", "https://app.example");
    assertThat(answer.status()).isEqualTo(204);
    assertAllowed(answer, "https://app.example");
    assertThat(answer.header("access-control-allow-methods")).isEqualTo("GET, HEAD");
    assertThat(answer.header("access-control-allow-headers"))
        .isEqualTo(
            "Accept-Language, Authorization, X-Query, If-None-Match, Prefer, Request-Timeout-Ms,"
                + " traceparent, tracestate, X-Request-Id");
    assertThat(answer.header("access-control-max-age")).isEqualTo("300");
    assertThat(answer.headers("content-length")).isEmpty();
    assertThat(scene.backendHeads()).hasSize(calls);
    assertThat(preflight(open, "/good", "https://any.test").header("access-control-max-age"))
        .isEqualTo("600");
  }

  @Test
  void aPreflightForNothingIsNotFound() throws IOException {
    assertThat(preflight(scene, "/none", "https://app.example").status()).isEqualTo(404);
  }

  @Test
  void optionsThatAreNoPreflightAreNotAllowed() throws IOException {
    try (RawClient client = scene.connect()) {
      assertThat(client.request("OPTIONS", "/good").answer().status()).isEqualTo(405);
      assertThat(
              client.request("OPTIONS", "/good", "Origin: https://app.example").answer().status())
          .isEqualTo(405);
    }
  }

  @Test
  void aPreflightWithTooLargeHeadersIsRefused() throws IOException {
    String many = "x-a,".repeat(2_560);
    try (RawClient client = scene.connect()) {
      Answer answer =
          client
              .request(
                  "OPTIONS",
                  "/good",
                  "Origin: https://app.example",
                  "Access-Control-Request-Method: GET",
                  "Access-Control-Request-Headers: " + many)
              .answer();
      assertThat(answer.status()).isEqualTo(431);
    }
  }

  @Test
  void withoutTheSettingNothingIsAllowed() throws IOException {
    assertNothingAllowed(closed.get("/good", "Origin: https://app.example"));
    assertThat(closed.get("/good", "Origin: https://app.example").header("vary"))
        .isEqualTo("Accept");
    assertThat(preflight(closed, "/good", "https://app.example").status()).isEqualTo(405);
  }

  private static Answer preflight(Scene scene, String target, String origin) throws IOException {
    try (RawClient client = scene.connect()) {
      return client
          .request(
              "OPTIONS",
              target,
              "Origin: " + origin,
              "Access-Control-Request-Method: GET",
              "Access-Control-Request-Headers: authorization")
          .answerToHead();
    }
  }
}
