package io.tributary.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawHttp2;
import io.tributary.support.RawHttp2.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Aggregates to which clients send a JSON document, over HTTP/2. */
final class DocumentsOverHttp2Test {
  private static final String[] JSON = {"content-type", "application/json"};

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", headTimeout: 60s, maxRequestBody: 100B",
          """
          deadline: 60s
          aggregates:
            /named: { method: POST, parts: { a: { backend: a, path: "/named/{name}", with: { name: $body.name } } } }
            /open: { parts: { a: { backend: a, path: /open } } }
          """,
          exchange -> exchange.answer("\"" + exchange.head().split(" ", 3)[1] + "\""));

  private static void head(RawHttp2 client, int stream, int flags, String... fields)
      throws IOException {
    client.send(
        RawHttp2.HEADERS,
        RawHttp2.END_HEADERS | flags,
        stream,
        RawHttp2.head("POST", "/named", fields));
  }

  private static void data(RawHttp2 client, int stream, int flags, String text) throws IOException {
    client.send(RawHttp2.DATA, flags, stream, text.getBytes(US_ASCII));
  }

  private static String answer(RawHttp2 client) throws IOException {
    return client.next(RawHttp2.DATA).orElseThrow().text();
  }

  @Test
  void documentsOfOneConnectionAreToldApart() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      head(client, 1, 0, JSON);
      head(client, 3, 0, JSON);
      data(client, 3, 0, "{\"name\":");
      data(client, 1, 0, "{\"name\":\"o");
      data(client, 3, RawHttp2.END_STREAM, "\"three\"}");
      assertThat(answer(client)).contains("{\"a\":\"/named/three\"}");
      data(client, 1, RawHttp2.END_STREAM, "ne\"}");
      assertThat(answer(client)).contains("{\"a\":\"/named/one\"}");
      client.get(5, "/open");
      assertThat(answer(client)).contains("{\"a\":\"/open\"}");
    }
  }

  @Test
  void aDocumentThatIsTooLargeResetsItsStreamOnly() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      head(client, 1, 0, JSON);
      data(client, 1, 0, " ".repeat(101));
      assertThat(answer(client)).contains("\"status\":413");
      Optional<Frame> reset = client.next(RawHttp2.RST_STREAM);
      assertThat(reset.orElseThrow().error()).isZero();
      head(client, 3, 0, JSON);
      data(client, 3, RawHttp2.END_STREAM, "{\"name\":\"a\"}");
      assertThat(answer(client)).contains("{\"a\":\"/named/a\"}");
    }
  }

  @Test
  void whatIsNoDocumentIsRefused() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      head(client, 1, RawHttp2.END_STREAM, JSON);
      assertThat(answer(client)).contains("\"status\":400", "the body is empty");
      head(client, 3, 0);
      assertThat(answer(client)).contains("\"status\":415");
      head(client, 5, 0, "content-type", "application/json", "content-length", "101");
      assertThat(answer(client)).contains("\"status\":413");
      head(client, 7, 0, JSON);
      data(client, 7, RawHttp2.END_STREAM, "{");
      assertThat(answer(client)).contains("\"status\":400", "the body is not JSON");
      client.get(9, "/named");
      assertThat(answer(client)).contains("\"status\":405");
    }
    assertThat(gateway.backend().heads()).isEmpty();
  }

  @Test
  void aClientThatWaitsIsAskedForItsDocument() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      head(client, 1, 0, "content-type", "application/json", "expect", "100-continue");
      assertThat(client.next(RawHttp2.HEADERS).orElseThrow().text()).contains("100");
      data(client, 1, RawHttp2.END_STREAM, "{\"name\":\"a\"}");
      assertThat(answer(client)).contains("{\"a\":\"/named/a\"}");
    }
  }

  @Test
  void aClientThatGivesUpItsDocumentCallsNobody() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      head(client, 1, 0, JSON);
      data(client, 1, 0, "{\"name\":\"gone\"");
      client.send(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
      client.get(3, "/open");
      assertThat(answer(client)).contains("{\"a\":\"/open\"}");
    }
    assertThat(gateway.backend().heads()).hasSize(1);
  }
}
