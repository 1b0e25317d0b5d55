package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** What the commands of examples must print. Stateless. */
final class ExamplePromises {
  private ExamplePromises() {}

  static void failsForErrors(String printed) {
    assertThat(printed)
        .startsWith(
            "{\"complete\":true,\"data\":{\"product\":{\"id\":\"p7\",\"stock\":12},"
                + "\"delivery\":{\"days\":2},\"products\":[")
        .contains("{\"complete\":false,\"data\":{\"product\":null,\"delivery\":null,\"products\":[")
        .contains(
            "\"errors\":[{\"part\":\"product\",\"reason\":\"bad_body\","
                + "\"message\":\"the body says that it has failed\"")
        .contains("{\"part\":\"delivery\",\"reason\":\"bad_body\"");
  }

  static void takesADocument(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"user\":{ \"name\": ")
        .contains("\"products\":[{\"id\": \"p1\"},{\"id\": \"p2\"}],")
        .contains(
            "\"reserved\":[{\"reserved\":{\"for\":\"u1\"},\"id\":\"p1\"},"
                + "{\"reserved\":{\"for\":\"u1\"},\"id\":\"p2\"}]")
        .contains(
            "\"order\":{\"placed\":{\"userId\": \"u1\", \"lines\":"
                + " [{\"productId\": \"p1\"}, {\"productId\": \"p2\"}]},\"id\":\"o9001\"}},\"errors\":[]}")
        .contains("\"status\":415,\"detail\":\"the Content-Type must be application/json");
  }

  static void hasShapes(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"id\": \"p6\"")
        .contains("\"stock\":{\"available\":12}}")
        .contains("\"cost\": 14.95,\"stock\":{\"available\":12}}")
        .contains("{\"productId\": \"p18\"},")
        .contains("\"customer\":{ \"name\": \"Anna Schmidt\"}");
  }

  static void holdsABodyToItsSchema(String printed) {
    assertThat(printed)
        .startsWith(
            "{\"complete\":false,\"data\":{\"held\":null,\"watched\":{\"id\":\"p6\",\"available\":12}},")
        .contains("\"reason\":\"bad_body\"", "#/required");
  }

  static void callsWhatIsWanted(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"user\":{ \"name\": ")
        .contains("},\"orders\":null,\"products\":null},\"errors\":[]}{\"complete\":true,")
        .contains("\"orders\":[{\"id\": ")
        .contains("{\"id\": \"p1\"}");
  }

  static void hasAPartFromEachBackend(String printed) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(printed);
    assertThat(answer.get("complete").asBoolean()).isTrue();
    assertThat(answer.at("/data/users")).hasSize(12);
    assertThat(answer.at("/data/products/0/id").asText()).isEqualTo("p1");
  }

  static void hasADefaultAndAnError(String printed) {
    assertThat(printed)
        .startsWith("HTTP/1.1 203 ")
        .contains("\"complete\":false", "Anna Schmidt", "\"reviews\":null,\"offers\":[]")
        .containsPattern("\"recommended\":(\\[\\s*\\{\\s*\"id\":[^]]*]),\"products\":\\1}")
        .contains("{\"part\":\"recommended\",\"reason\":\"unreachable\"")
        .contains("{\"part\":\"reviews\",\"reason\":\"unreachable\"")
        .contains("{\"complete\":true,\"data\":{\"here\":[", "],\"there\":null},\"errors\":[]}");
  }

  static void isTheCustomerOrNotFound(String printed) {
    assertThat(printed).contains("\"complete\":true", "Anna Schmidt", "\"status\":404");
    assertThat(printed)
        .contains(
            "\"first\":{\"id\":\"p18\",\"available\":12}},\"errors\":[]}",
            "\"first\":null},\"errors\":[{\"part\":\"first\",\"reason\":\"dependency\","
                + "\"message\":\"its input product could not be computed\"");
    assertThat(printed)
        .contains("\"productId\": \"p18\"", "\"id\": \"p18\"")
        .doesNotContain("\"id\": \"p1\"");
  }

  static void refusesWrongInputs(String printed) {
    assertThat(printed)
        .contains("\"id\": \"p1\"", "\"id\": \"p2\"")
        .doesNotContain("\"id\": \"p3\"");
    assertThat(printed.split("\"status\":400", -1)).as("two are refused").hasSize(3);
    assertThat(printed)
        .contains("each item of the query parameter ids must match", "has no query parameter id");
  }

  static void mayBeReadCompressedAndKept(String printed) {
    assertThat(printed)
        .containsIgnoringCase("access-control-allow-origin: https://app.example")
        .containsIgnoringCase("content-encoding: gzip")
        .containsIgnoringCase("cache-control: private, max-age=60")
        .contains("HTTP/1.1 304 ");
  }

  static void opensTheBreakerAndCutsTheBody(String printed) {
    List<String> answers = printed.lines().toList();
    assertThat(answers).hasSize(4);
    assertThat(answers.subList(0, 3)).allMatch(answer -> answer.contains("too_large"));
    assertThat(answers.get(1)).contains("unreachable");
    assertThat(answers.get(2)).contains("circuit_open");
    assertThat(answers.get(3))
        .contains("\"products\":null,\"stock\":[{\"available\":12},")
        .contains("\"reason\":\"too_many\",\"message\":\"more items than the limit of 4\"");
  }

  static void speaksHttp2OverTls(String printed) {
    assertThat(printed)
        .startsWith("HTTP/2 200")
        .contains("\"data\":{\"answer\":{\"complete\":true,\"data\":{\"user\":{\"id\": \"u1\"");
  }

  static void countsTheOrders(String printed) {
    assertThat(printed)
        .startsWith("{\"complete\":true,\"data\":{\"users\":12,\"orders\":34,\"pieces\":");
  }

  static void tellsBackendsAboutTheClient(String printed) {
    assertThat(printed)
        .contains("\"complete\":true", "for=192.0.2.7", "users.example")
        .containsPattern("(?i)\"x-api-version\" : \"2\"")
        .containsPattern("(?i)\"x-part\" : \"user\"")
        .containsPattern("(?i)\"accept-language\" : \"de\"");
  }

  static void hasHeadersOfParts(String printed) {
    String[] answers = printed.split("HTTP/1.1 200 OK", -1);
    assertThat(answers).hasSize(4);
    assertThat(answers[1])
        .contains(
            "X-Total-Count: 34",
            "X-Region: eu",
            "X-Served-By: users-1, orders-1",
            "Set-Cookie: lastUser=u1; Path=/; HttpOnly; SameSite=Lax",
            "cache-control: no-store",
            "{\"id\": \"o1001\"}")
        .doesNotContainIgnoringCase("etag:")
        .doesNotContainIgnoringCase("server-timing:");
    assertThat(answers[2])
        .contains("X-Total-Count: 34", "X-Region: us", "X-Served-By: orders-1")
        .contains("\"complete\":false", "\"user\":null")
        .doesNotContain("Set-Cookie", "users-1");
    assertThat(answers[3])
        .contains("cache-control: private, max-age=60", "{\"id\": \"o1001\"}")
        .doesNotContainIgnoringCase("etag:")
        .doesNotContain("X-Total-Count");
  }
}
