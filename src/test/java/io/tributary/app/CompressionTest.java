package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses for clients that accept gzip. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionTest {
  private static final String REST =
      """
      backends: { b: { url: @backend } }
      aggregates:
        /small: { cacheControl: private, parts: { a: { backend: b, path: /value/a } } }
        /long/{v}: { cacheControl: private, parts: { a: { backend: b, path: "/value/{v}", forward: [Accept-Language] } } }
        /big: { cacheControl: private, parts: { a: { backend: b, path: /big }, c: { backend: b, path: /big } } }
        /partial: { parts: { a: { backend: b, path: /value/a }, c: { backend: b, path: /status/500 } } }
      """;

  private static final String LONG = "/long/" + "0123456789".repeat(30);

  private final Scene scene =
      new Scene("server: { host: 127.0.0.1, port: 0, compression: { minimum: 100B } }\n" + REST);

  private final Scene off = new Scene(REST);
  private final HttpClient client = HttpClient.newHttpClient();

  CompressionTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    client.close();
    scene.close();
    off.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "*",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "identity;q=0.5, gzip;q=0.5",
        "identity;q=0, *",
        "gzip ; q=0.001",
        "deflate;q=zero, gzip",
        ",, gzip ,"
      })
  void areCompressedForWhoAcceptsIt(String accepted) throws Exception {
    HttpResponse<byte[]> plain = ask("GET", LONG, "identity");
    HttpResponse<byte[]> coded = ask("GET", LONG, accepted);
    assertThat(header(coded, "content-encoding")).isEqualTo("gzip");
    assertThat(header(coded, "content-length")).isEqualTo("" + coded.body().length);
    assertThat(header(coded, "content-type")).isEqualTo("application/json");
    assertThat(coded.body().length).isLessThan(plain.body().length);
    assertThat(decoded(coded)).isEqualTo(text(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br, deflate",
        "gzip;q=0",
        "gzip;q=0, *",
        "*;q=0",
        "gzip;q=0, identity;q=0",
        "gzip;q=0.5, identity",
        "gzip;q=0.5, *",
        "gzip;q=2",
        "gzip;level=9",
        "gzip deflate",
        "gzipped"
      })
  void areNotForOthers(String accepted) throws Exception {
    HttpResponse<byte[]> plain = ask("GET", LONG, accepted);
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(text(plain)).contains("0123456789");
  }

  @Test
  void smallOnesAreLeftAsTheyAre() throws Exception {
    HttpResponse<byte[]> small = ask("GET", "/small", "gzip");
    assertThat(header(small, "content-encoding")).isEmpty();
    assertThat(text(small)).contains("\"complete\":true");
  }

  /** It is compressed by a worker, and its slices are written one after another. */
  @Test
  void largeOnesAreTheSame() throws Exception {
    HttpResponse<byte[]> plain = ask("GET", "/big", "identity");
    HttpResponse<byte[]> coded = ask("GET", "/big", "gzip");
    assertThat(plain.body().length).isGreaterThan(2_000_000);
    assertThat(header(coded, "content-encoding")).isEqualTo("gzip");
    assertThat(coded.body().length).isLessThan(100_000);
    assertThat(decoded(coded)).isEqualTo(text(plain));
  }

  @Test
  void partialOnesAndProblemsAreCompressedToo() throws Exception {
    assertThat(decoded(ask("GET", "/partial", "gzip"))).contains("\"reason\":\"bad_status\"");
  }

  @Test
  void cachesLearnThatItDependsOnTheHeader() throws Exception {
    assertThat(header(ask("GET", LONG, "gzip"), "vary"))
        .isEqualTo("Accept, Accept-Language, Accept-Encoding");
    assertThat(header(ask("GET", LONG, "identity"), "vary"))
        .isEqualTo("Accept, Accept-Language, Accept-Encoding");
    assertThat(header(ask("GET", "/small", "gzip"), "vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(header(ask("GET", "/none", "gzip"), "vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void eachCodingHasATagOfItsOwn() throws Exception {
    String plain = header(ask("GET", LONG, "identity"), "etag");
    String coded = header(ask("GET", LONG, "gzip"), "etag");
    assertThat(coded).isEqualTo(plain.substring(0, plain.length() - 1) + "-gzip\"");
    HttpResponse<byte[]> unchanged = ask("GET", LONG, "gzip", "If-None-Match", coded);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(header(unchanged, "etag")).isEqualTo(coded);
    assertThat(header(unchanged, "content-encoding")).isEmpty();
    assertThat(ask("GET", LONG, "gzip", "If-None-Match", plain).statusCode()).isEqualTo(200);
    assertThat(ask("GET", LONG, "identity", "If-None-Match", plain).statusCode()).isEqualTo(304);
  }

  @Test
  void aHeadSaysWhatTheGetWould() throws Exception {
    HttpResponse<byte[]> head = ask("HEAD", LONG, "gzip");
    HttpResponse<byte[]> get = ask("GET", LONG, "gzip");
    assertThat(header(head, "content-encoding")).isEqualTo("gzip");
    assertThat(header(head, "etag")).isEqualTo(header(get, "etag"));
    assertThat(header(head, "content-length")).isIn("", header(get, "content-length"));
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aClientThatLeavesMeanwhileHarmsNobody() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (RawClient leaving = scene.connect()) {
        leaving.get("/big", "Accept-Encoding: gzip").reset();
      }
    }
    assertThat(decoded(ask("GET", "/big", "gzip"))).contains("\"complete\":true");
  }

  @Test
  void nothingIsCompressedUnlessItIsSwitchedOn() throws Exception {
    HttpResponse<byte[]> plain = ask(off, "GET", LONG, "gzip");
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(header(plain, "vary")).isEqualTo("Accept, Accept-Language");
  }

  private HttpResponse<byte[]> ask(String method, String target, String accepted, String... headers)
      throws Exception {
    return ask(scene, method, target, accepted, headers);
  }

  private HttpResponse<byte[]> ask(
      Scene scene, String method, String target, String accepted, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scene.gateway().port() + target))
            .timeout(Patience.HANG)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept-Encoding", accepted);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String decoded(HttpResponse<byte[]> response) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
