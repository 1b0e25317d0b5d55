package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.config.read.Loading;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code /console/explain} says. */
final class ExplainEndpointTest {
  private static final String SECRET = "c4nary";
  private static final String YAML =
      """
      backends:
        users: { url: "http://127.0.0.1:1", headers: { Authorization: "Bearer c4nary" } }
      aggregates:
        /a/{id}:
          inputs: { tenant: { in: header, name: X-Tenant }, n: { type: integer } }
          parts: { user: { backend: users, path: "/users/{id}{?n,tenant}" } }
      """;

  private volatile Config inForce = Loading.config(YAML);
  private final ServedConsole console =
      new ServedConsole(vertx -> List.of(ExplainEndpoint.of(vertx, () -> inForce)));

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void explainsARequestWithItsHeaders() throws IOException {
    Answer answer = explain("method=GET&url=%2Fa%2Fu1%3Fn%3D5&header=X-Tenant%3A+acme");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.body())
        .contains("GET /a/u1?n=5\n", "tenant = acme", "http://127.0.0.1:1/users/u1?n=5&tenant=acme")
        .doesNotContain(SECRET);
  }

  @Test
  void explainsTheConfigurationInForce() throws IOException {
    inForce = Loading.config(YAML.replace("/a/{id}", "/b/{id}"));
    assertThat(explain("method=GET&url=/b/1").body()).contains("Aggregate  /b/{id}");
    assertThat(explain("method=GET&url=/a/1").body()).contains("404 Not Found");
  }

  @Test
  void explainsWhatWouldBeRefused() throws IOException {
    Answer answer = explain("method=GET&url=/a/1?n=x");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("400 Bad Request", "No backend is called.");
  }

  @Test
  void markupIsText() throws IOException {
    Answer answer = explain("method=GET&url=/%3Cimg%20src=x%20onerror=alert(1)%3E");
    assertThat(answer.header("content-type")).startsWith("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "url=/a/1,                               method is required",
    "method=GET,                             url is required",
    "method=GET&url=,                        url is required",
    "method=GET&url=/a/1&url=/a/2,           url is required",
    "method=G%20T&url=/a/1,                  method must be a method of HTTP",
    "method=GET&url=/a/1&header=x,           header must be a name and a value",
    "method=GET&url=/a/1&header=a:b%0Ac:d,   header must be a name and a value",
    "method=GET&url=%ff,                     UTF-8"
  })
  void saysWhatIsWrongWithAQuestion(String query, String detail) throws IOException {
    Answer answer = explain(query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(detail);
  }

  private Answer explain(String query) throws IOException {
    return console.get("/console/explain?" + query);
  }
}
