package io.tributary.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.config.Config;
import io.tributary.config.read.Loading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String YAML =
      """
      backends: { b: { url: "http://b.test" } }
      aggregates:
        /shop/customers/{userId}:
          onPartial: 206
          cacheControl: private
          inputs:
            userId: { type: integer, minimum: 1 }
            q: { name: search, required: true, minLength: 2, maxLength: 20, pattern: "^[a-z]+$" }
            ids: { type: array, maxItems: 3, items: { type: integer, format: int32 }, default: [1, 2] }
            flag: { type: boolean, default: true }
            ratio: { type: number, minimum: 0.5, maximum: 2 }
            kind: { enum: [a, b] }
            size: { type: integer, enum: [1, 2] }
            day: { format: date }
            tenant: { in: header, name: X-Tenant }
          parts:
            user: { backend: b, path: "/users/{userId}{?q,ids*,flag,ratio,kind,size,day}", required: true, forward: [Authorization, Accept-Language] }
            orders: { backend: b, path: "/orders{?tenant}" }
        /fallback: { parts: { a: { backend: b, path: /a, fallback: c }, c: { backend: b, path: /c } } }
        /places:
          parts:
            flat: { backend: b, path: /a, flatten: true }
            a: { backend: b, path: /a }
            c: { backend: b, path: /c, into: a }
        /send: { method: POST, parts: { a: { backend: b, path: "/a{?x}", with: { x: $body.x } } } }
        /headers:
          cacheControl: private
          headers: { etag: drop, Server-Timing: drop, X-Total: { from: a }, Set-Cookie: all }
          parts: { a: { backend: b, path: /a } }
        /report: { transform: "java:report", parts: { a: { backend: b, path: /a } } }
      """;

  private final Config config = Loading.config(YAML);
  private final JsonNode document = MAPPER.readTree(OpenApi.of(config));
  private final JsonNode customers =
      document.at("/paths").path("/shop/customers/{userId}").path("get");
  private final JsonNode report = document.at("/paths").path("/report").path("get");

  OpenApiTest() throws IOException {}

  @Test
  void sameConfigurationGivesSameBytes() {
    assertThat(OpenApi.of(Loading.config(YAML))).isEqualTo(OpenApi.of(config));
  }

  @Test
  void aDocumentIsTheBodyOfAPost() {
    JsonNode sent = document.at("/paths").path("/send");
    assertThat(sent.has("get")).isFalse();
    assertThat(sent.at("/post/operationId").asText()).isEqualTo("postSend");
    assertThat(sent.at("/post/requestBody").toString())
        .isEqualTo("{\"required\":true,\"content\":{\"application/json\":{\"schema\":{}}}}");
    assertThat(sent.at("/post/responses").has("413")).isTrue();
    assertThat(report.has("requestBody")).isFalse();
    assertThat(report.path("responses").has("413")).isFalse();
  }

  @Test
  void hasEveryAggregateUnderItsPath() {
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(customers.path("operationId").asText()).isEqualTo("getShopCustomersByUserId");
    assertThat(report.path("operationId").asText()).isEqualTo("getReport");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "userId | path | {'name':'userId','in':'path','required':true,'schema':{'type':'integer','minimum':1}}",
        "search | query | {'name':'search','in':'query','required':true,'schema':{'type':'string','minLength':2,'maxLength':20,'pattern':'^[a-z]+$'}}",
        "ids | query | {'name':'ids','in':'query','schema':{'type':'array','items':{'type':'integer','format':'int32'},'maxItems':3,'default':[1,2]}}",
        "flag | query | {'name':'flag','in':'query','schema':{'type':'boolean','default':true}}",
        "ratio | query | {'name':'ratio','in':'query','schema':{'type':'number','minimum':0.5,'maximum':2}}",
        "kind | query | {'name':'kind','in':'query','schema':{'type':'string','maxLength':1024,'enum':['a','b']}}",
        "size | query | {'name':'size','in':'query','schema':{'type':'integer','format':'int64','enum':[1,2]}}",
        "day | query | {'name':'day','in':'query','schema':{'type':'string','maxLength':1024,'format':'date'}}",
        "X-Tenant | header | {'name':'X-Tenant','in':'header','schema':{'type':'string','maxLength':1024}}",
        "Accept-Language | header | {'name':'Accept-Language','in':'header','description':'Sent on to backends.','schema':{'type':'string'}}",
      })
  void hasEveryInputWithItsRules(String name, String in, String expected) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode parameter : customers.path("parameters")) {
      if (parameter.path("name").asText().equals(name)
          && parameter.path("in").asText().equals(in)) {
        found.add(parameter);
      }
    }
    assertThat(found).containsExactly(MAPPER.readTree(expected.replace('\'', '"')));
  }

  @Test
  void hasNoParameterThatOpenApiIgnores() {
    assertThat(customers.path("parameters").toString()).doesNotContain("Authorization");
  }

  @Test
  void offersTheChoiceOfPartsWhereItCanBeMade() {
    assertThat(customers.path("parameters").findValuesAsText("name")).contains("parts");
    assertThat(report.path("parameters").findValuesAsText("name")).doesNotContain("parts");
  }

  @Test
  void saysWhereStreamsAreOffered() {
    assertThat(customers.path("description").asText()).contains("text/event-stream");
    assertThat(customers.path("responses").has("406")).isFalse();
    assertThat(report.has("description")).isFalse();
    assertThat(report.path("responses").has("406")).isTrue();
  }

  @Test
  void describesTheEnvelope() {
    JsonNode complete = customers.at("/responses/200/content/application~1json/schema");
    assertThat(complete.path("required").toString())
        .isEqualTo("[\"complete\",\"data\",\"errors\"]");
    assertThat(complete.at("/properties/data/properties").fieldNames())
        .toIterable()
        .containsExactly("user", "orders");
    assertThat(complete.at("/properties/errors/items/$ref").asText())
        .isEqualTo("#/components/schemas/PartError");
    assertThat(customers.at("/responses/200/headers").has("ETag")).isTrue();
    assertThat(customers.at("/responses/206/headers").has("ETag")).isFalse();
    assertThat(customers.path("responses").fieldNames())
        .toIterable()
        .containsExactly("200", "206", "304", "400", "404", "500", "502", "503", "504");
    assertThat(report.path("responses").has("304")).isFalse();
    assertThat(
            report
                .at("/responses/200/content/application~1json/schema/properties/data")
                .has("type"))
        .isFalse();
  }

  @Test
  void tellsThatAFallbackCanTakeThePlaceOfAPart() {
    assertThat(
            document
                .at("/paths/~1fallback/get/responses/200/content/application~1json/schema")
                .at("/properties/data/properties/a/description")
                .asText())
        .isEqualTo(
            "The body of the backend's response, or what c has if that fails, or null if there is"
                + " none.");
  }

  @Test
  void describesPartsWithoutASlot() {
    JsonNode data =
        document.at(
            "/paths/~1places/get/responses/200/content/application~1json/schema/properties/data");
    assertThat(data.path("description").asText())
        .isEqualTo("Members of parts stand beside the other parts.");
    assertThat(data.path("properties").fieldNames()).toIterable().containsExactly("a", "c");
    assertThat(data.at("/properties/c/description").asText())
        .isEqualTo("Here only if a is not chosen; else in its value.");
  }

  @Test
  void describesTheHeadersOfParts() {
    JsonNode responses = document.at("/paths/~1headers/get/responses");
    assertThat(responses.at("/200/headers").fieldNames())
        .toIterable()
        .containsExactly(
            "Aggregate-Complete", "X-Request-Id", "Cache-Control", "X-Total", "Set-Cookie");
    assertThat(responses.at("/200/headers/X-Total/description").asText())
        .isEqualTo("That of the part a.");
    assertThat(responses.has("304")).isFalse();
  }

  @Test
  void refersOnlyToWhatItHas() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void namesEveryReason() {
    assertThat(document.at("/components/schemas/Reason/enum").toString())
        .isEqualTo(
            "[\"timeout\",\"unreachable\",\"bad_status\",\"bad_body\",\"too_large\",\"rejected\","
                + "\"circuit_open\",\"dependency\",\"too_many\",\"internal\"]");
  }
}
