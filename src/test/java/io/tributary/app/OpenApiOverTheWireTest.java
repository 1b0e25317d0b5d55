package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.read.Loading;
import io.tributary.openapi.OpenApi;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who can read the OpenAPI document, and where. */
class OpenApiOverTheWireTest {
  private static final String YAML =
      """
      backends: { b: { url: "http://127.0.0.1:1" } }
      aggregates: { /a: { parts: { a: { backend: b, path: /a } } } }
      """;

  @Test
  void operatorsCanAlwaysReadIt() throws Exception {
    try (RunningService service = RunningService.start(YAML)) {
      HttpResponse<String> document = service.ask("/openapi.json");
      assertThat(document.statusCode()).isEqualTo(200);
      assertThat(document.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(document.body()).contains("\"/a\"");
      assertThat(service.ask("/openapi.json").body()).isEqualTo(document.body());
      assertThat(service.get("/openapi.json").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void clientsCanReadItIfItIsSwitchedOn() throws Exception {
    try (RunningService service =
        RunningService.startWith("openapi: true, cors: { origins: [\"*\"] }", YAML)) {
      HttpResponse<String> document = service.get("/openapi.json");
      assertThat(document.statusCode()).isEqualTo(200);
      assertThat(document.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(document.headers().firstValue("cache-control")).hasValue("no-cache");
      assertThat(document.headers().firstValue("access-control-allow-origin")).hasValue("*");
      assertThat(document.body()).isEqualTo(service.ask("/openapi.json").body());
      HttpRequest post =
          HttpRequest.newBuilder(service.url("/openapi.json"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(service.send(post).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void itIsWhatTheCommandLinePrints() throws Exception {
    try (RunningService service = RunningService.start(YAML)) {
      assertThat(service.ask("/openapi.json").body()).isEqualTo(OpenApi.of(Loading.config(YAML)));
    }
  }
}
