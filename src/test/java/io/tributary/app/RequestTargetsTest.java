package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a backend of a client's path and query. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestTargetsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /users/{id}: { inputs: { name: {} }, parts: { a: { backend: b, path: "/value/{id}{?name}" } } }
            /users/me: { parts: { a: { backend: b, path: /value/self } } }
          """);

  RequestTargetsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/users/1?name=a;b, /value/1?name=a%3Bb",
    "/users/1?NAME=x&name=y, /value/1?name=y",
    "/users/1?Name=x, /value/1",
    "/users/%C3%A4, /value/%C3%A4"
  })
  void b5ParametersAreSplitAtAmpersandsAndTheirNamesAreCaseSensitive(String asked, String called)
      throws IOException {
    assertThat(scene.get(asked).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).startsWith("GET " + called + " ");
  }

  /** The characters that the WHATWG URL standard leaves as they are. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/users/1?name=[]{}|^`\\ /value/1?name=%5B%5D%7B%7D%7C%5E%60%5C",
        "/users/1?name[]=x&name=y /value/1?name=y",
        "/users/a|b[c] /value/a%7Cb%5Bc%5D"
      })
  void c2RawCharactersOfBrowsersAreTakenAndPassedOnEncoded(String asked, String called)
      throws IOException {
    assertThat(scene.get(asked).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).startsWith("GET " + called + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://a/users/1?name=x a",
        "HTTP://A:80/users/1?name=x a",
        "https://a:443/users/1?name=x A:",
        "http://a:8080/users/1?name=x a:8080",
        "http://[::1]/users/1?name=x [::1]:80"
      })
  void c2AbsoluteFormIsAcceptedForTheHostOfTheRequest(String target, String host)
      throws IOException {
    String head = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(target, host);
    assertThat(scene.exchange(head).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).startsWith("GET /value/1?name=x ");
  }

  @Test
  void c2AbsoluteFormNamesTheHostOfHttp10() throws IOException {
    assertThat(scene.exchange("GET http://a:1/users/1 HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).contains("\r\nx-forwarded-host: a:1\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://b/users/1, 400",
    "http://a:81/users/1, 400",
    "http://a@a/users/1, 400",
    "http:///users/1, 400",
    "http://a/users/1#x, 400",
    "http://a/users/{1}, 400",
    "http://a\\users/1, 400",
    "http:/users/1, 400",
    "ftp://a/users/1, 400",
    "https://a:80/users/1, 400",
    "http://a, 404",
    "http://a?x=/users/1, 404",
    "http://a//users/1, 404"
  })
  void c2AbsoluteFormIsRefusedOtherwise(String target, int status) throws IOException {
    int calls = scene.backendHeads().size();
    assertThat(scene.get(target).status()).isEqualTo(status);
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  @ParameterizedTest
  @CsvSource({"8000, 200", "8192, 200", "8193, 414", "20000, 414"})
  void c2RequestLinesMayHave8192Bytes(int length, int status) throws IOException {
    String rest = "GET /users/1?x= HTTP/1.1";
    assertThat(scene.get("/users/1?x=" + "x".repeat(length - rest.length())).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/users/%FF", "/users/1?name=%FF", "/users/1?%C0%80=1", "/users/%ED%A0%80"})
  void b6BytesThatAreNotUtf8AreABadRequest(String asked) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get(asked);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("the request target is not UTF-8");
    assertThat(scene.backendHeads()).as("two ids must not become one").hasSize(calls);
  }

  /** One value would be taken for the other. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void fault73ARepeatedParameterIsRefused(int times) throws IOException {
    int calls = scene.backendHeads().size();
    assertThat(scene.get("/users/1?" + "name=x&".repeat(times)).status()).isEqualTo(400);
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  /** A quote, markup, a lookup, a header, a dot segment, an emoji. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%27%20OR%201%3D1--",
        "%3Cscript%3E",
        "%24%7Bjndi%3Aldap%3A%2F%2Fx%7D",
        "%0D%0ASet-Cookie%3A%20a%3Db",
        "..%2F",
        "%F0%9F%98%80"
      })
  void faults74And75ValuesAreNeverSentRaw(String escaped) throws IOException {
    assertThat(scene.get("/users/1?name=" + escaped).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast())
        .startsWith("GET /value/1?name=" + escaped + " HTTP/1.1\r\n");
  }

  @Test
  void b12ALiteralSegmentWinsWhateverTheOrderOfTheRoutes() throws IOException {
    assertThat(scene.get("/users/me").body()).contains("[\"self\"]");
    assertThat(scene.get("/users/you").body()).contains("[\"you\"]");
  }
}
