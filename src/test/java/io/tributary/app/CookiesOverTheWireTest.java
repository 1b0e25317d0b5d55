package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawHttp2;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies that backends set reach the client that they are for, and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookiesOverTheWireTest {
  private static final int WAVES = 5;

  /** At a time: one connection carries a hundred streams. */
  private static final int CLIENTS = 50;

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, CookiesOverTheWireTest::play);
  private final RunningGateway gateway;
  private final HttpClient http2 =
      HttpClient.newBuilder()
          .sslContext(RawHttp2.trusting())
          .version(HttpClient.Version.HTTP_2)
          .build();

  CookiesOverTheWireTest(@TempDir Path folder) throws Exception {
    gateway =
        RunningGateway.overTls(
            Certificate.of("localhost", folder),
            "",
            """
            backends: { b: { url: "%s" }, lean: { url: "%1$s", transport: lean } }
            aggregates:
              /mine:
                headers: { Set-Cookie: all }
                parts:
                  one: { backend: b, path: /one, forward: [Cookie] }
                  two: { backend: lean, path: /two, forward: [Cookie] }
              /stored:
                cacheControl: max-age=60
                headers: { set-cookie: { from: one } }
                parts: { one: { backend: b, path: "/one{?cookie}" } }
                inputs: { cookie: {} }
              /strictest:
                cacheControl: strictest
                headers: { Set-Cookie: first }
                parts: { one: { backend: b, path: /cached } }
              /none: { parts: { one: { backend: b, path: /one, forward: [Cookie] } } }
            """
                .formatted(backend.url()));
  }

  @AfterAll
  void stop() {
    http2.close();
    gateway.close();
    TestVertx.close(vertx);
  }

  /** Sets a cookie for the user that asks, and another one. */
  private static void play(Exchange exchange) {
    String[] lines = exchange.head().split("\r\n", -1);
    String path = lines[0].split("[ ?]", 3)[1];
    String cookie = "";
    for (String line : lines) {
      cookie = line.toLowerCase(Locale.ROOT).startsWith("cookie: ") ? line.substring(8) : cookie;
    }
    String set =
        cookie.isEmpty() && !lines[0].contains("cookie=") && !path.equals("/cached")
            ? ""
            : "Set-Cookie: %s%s; Path=/; Expires=Fri, 01 Jan 2027 00:00:00 GMT\r\nSet-Cookie: n%s=1\r\n"
                .formatted(path.substring(1), cookie, path.substring(1));
    exchange.write(
        "HTTP/1.1 200 OK\r\nCache-Control: max-age=9\r\n%sContent-Length: 2\r\n\r\n[]"
            .formatted(set));
  }

  private CompletableFuture<HttpResponse<String>> ask(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http2.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void eachClientGetsItsOwn() {
    for (int wave = 0; wave < WAVES; wave++) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(ask("/mine", "Cookie", "id=" + wave + "." + i));
      }
      for (int i = 0; i < CLIENTS; i++) {
        hasOnlyItsOwn("id=" + wave + "." + i, answers.get(i).join());
      }
    }
  }

  private static void hasOnlyItsOwn(String id, HttpResponse<String> answer) {
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.headers().allValues("set-cookie"))
        .containsExactly(
            "one" + id + "; Path=/; Expires=Fri, 01 Jan 2027 00:00:00 GMT",
            "none=1",
            "two" + id + "; Path=/; Expires=Fri, 01 Jan 2027 00:00:00 GMT",
            "ntwo=1");
    assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
  }

  @Test
  void withoutARuleNobodyGetsOne() {
    assertThat(ask("/none", "Cookie", "id=1").join().headers().allValues("set-cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stored?cookie=1", "/strictest"})
  void aResponseWithOneIsStoredByNobody(String target) {
    HttpResponse<String> answer = ask(target, "If-None-Match", "*").join();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("set-cookie")).isNotEmpty();
    assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
    assertThat(answer.headers().allValues("etag")).isEmpty();
    assertThat(answer.body()).contains("\"one\":[]");
  }

  @Test
  void aResponseWithoutOneIsStoredAsConfigured() {
    HttpResponse<String> answer = ask("/stored").join();
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    assertThat(answer.headers().allValues("cache-control")).containsExactly("max-age=60");
    String tag = answer.headers().firstValue("etag").orElseThrow();
    assertThat(ask("/stored", "If-None-Match", tag).join().statusCode()).isEqualTo(304);
  }
}
