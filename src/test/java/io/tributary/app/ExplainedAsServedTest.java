package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.read.Loading;
import io.tributary.explain.Explainer;
import io.tributary.explain.Explanation;
import io.tributary.support.RawClient;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is explained is what happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedAsServedTest {
  private static final String SERVER =
      "server: { host: 127.0.0.1, port: 0, openapi: true, cors: { origins: [\"*\"] } }\n";

  private static final String YAML =
      """
      backends: { b: { url: @backend } }
      aggregates:
        /of/{id}:
          inputs:
            id: { maxLength: 5 }
            page: { type: integer, default: 7 }
            tags: { in: header, name: X-Tags, type: array }
          parts:
            a: { backend: b, path: "/value/{id}{?page,tags*}" }
            c: { backend: b, path: "/value/c/{x}", with: { x: ".a[0]" } }
            d: { backend: b, path: "/value/d" }
        /strict:
          strictQuery: true
          parts: { a: { backend: b, path: "/value/x" } }
      """;

  private final Scene scene = new Scene(SERVER + YAML);
  private final Explainer explainer =
      new Explainer(Loading.config(SERVER + YAML.replace("@backend", "\"http://backend.test\"")));

  ExplainedAsServedTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          GET     | /nowhere          | -
          GET     | /of               | -
          GET     | /of/a/            | -
          GET     | /of//a            | -
          GET     | /of/%2e%2e        | -
          GET     | /of/%ff           | -
          GET     | /of/a%zz          | -
          GET     | /of/abcdef        | -
          GET     | http://a/of/abcdef | -
          GET     | http://a:80?x     | -
          GET     | ftp://a/strict    | -
          GET     | /of/a?page=x      | -
          GET     | /of/a?page=1&page=2 | -
          GET     | /of/a?parts=z     | -
          GET     | /of/a?parts=      | -
          GET     | /strict?q=1       | -
          GET     | /of/a             | Request-Timeout-Ms: soon
          GET     | /of/a             | Request-Timeout-Ms: 0
          GET     | /of/a             | Expect: 100-continue
          GET     | /of/a             | Content-Length: 1
          POST    | /of/a             | -
          DELETE  | /nowhere          | -
          PUT     | /openapi.json     | -
          OPTIONS | /of/a             | -
          """)
  void aRefusalHasTheStatusAndTheDetailOfTheServer(
      String method, String target, @Nullable String header) throws IOException {
    Explanation.Responds explained =
        (Explanation.Responds)
            explainer.explain(HttpMethod.valueOf(method), target, headers(header));
    RawClient.Answer answer = send(method, target, header);
    assertThat(explained.status()).isEqualTo(answer.status()).isGreaterThanOrEqualTo(400);
    assertThat(answer.body())
        .contains("\"title\":\"" + explained.title(), "\"detail\":\"" + explained.detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /of/a                     | -
          /of/a%20b?page=3&other=1  | X-Tags: x, y
          /of/a?parts=c             | -
          http://a/of/a             | -
          /of/a?parts=d,a           | -
          """)
  void theUrlsAreThoseThatTheBackendGets(String target, @Nullable String header)
      throws IOException {
    int before = scene.backendHeads().size();
    assertThat(send("GET", target, header).status()).isEqualTo(200);
    List<String> called =
        scene.backendHeads().stream()
            .skip(before)
            .map(head -> head.split(" ", 3)[1])
            .map(url -> url.replaceFirst("/c/.*", "/c/…"))
            .toList();
    Explanation.Gathers explained =
        (Explanation.Gathers) explainer.explain(HttpMethod.GET, target, headers(header));
    assertThat(explained.calls())
        .extracting(call -> call.url().orElseThrow().replace("http://backend.test", ""))
        .containsExactlyInAnyOrderElementsOf(called);
  }

  @Test
  void theOpenApiDocumentAndPreflightsAreExplained() throws IOException {
    assertThat(explainer.explain(HttpMethod.GET, "/openapi.json", headers(null)))
        .isEqualTo(new Explanation.Responds(200, "OK", "the OpenAPI document of the aggregates"));
    MultiMap preflight =
        headers("Origin: https://a.test").add("Access-Control-Request-Method", "GET");
    assertThat(explainer.explain(HttpMethod.OPTIONS, "/strict", preflight))
        .isEqualTo(
            new Explanation.Responds(
                204, "No Content", "what pages of other origins may ask of /strict"));
  }

  private RawClient.Answer send(String method, String target, @Nullable String header)
      throws IOException {
    return scene.exchange(
        "%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n"
            .formatted(method, target, header == null ? "" : header + "\r\n"));
  }

  private static MultiMap headers(@Nullable String header) {
    MultiMap headers = HttpHeaders.headers();
    Stream.ofNullable(header)
        .map(line -> line.split(": ", 2))
        .forEach(line -> headers.add(line[0], line[1]));
    return headers;
  }
}
