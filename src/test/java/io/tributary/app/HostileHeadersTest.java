package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RawHttp2;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What backends put into headers that a response is to have from its parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHeadersTest {
  private static final String ROUTES =
      """
        /@/one/{value}:
          headers: { X-Total: { from: one } }
          parts: { one: { backend: @, path: "/value/{value}" }, two: { backend: @, path: /large/1 } }
        /@/large:
          headers: { X-Large: all }
          parts: { one: { backend: @, path: /large/5000 }, two: { backend: @, path: /large/5000 }, three: { backend: @, path: /large/1 } }
        /@/required:
          headers: { X-Large: all }
          parts: { one: { backend: @, path: /large/9000, required: true } }
        /@/many:
          headers: { X-Large: all }
          parts: { one: { backend: @, path: /many/51 }, two: { backend: @, path: /many/50 } }
      """;

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend http1 = FakeBackend.start(vertx, HostileHeadersTest::play);
  private final FakeBackend http2 = FakeBackend.startHttp2(vertx, HostileHeadersTest::frames);
  private final RunningGateway gateway =
      RunningGateway.start(EachTransport.yaml(http1, http2, ROUTES));

  HostileHeadersTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private static String[] words(Exchange exchange) {
    return exchange.head().split(" ", 3)[1].split("/", 3);
  }

  private static String value(String word) {
    return switch (word) {
      case "crlf" -> "1\r\nSet-Cookie: evil=1";
      case "lf" -> "1\nSet-Cookie: evil=1";
      case "cr" -> "1\rSet-Cookie: evil=1";
      case "nul" -> "1\0";
      case "escape" -> "1\u001b[2J";
      case "delete" -> "1\u007f";
      default -> word;
    };
  }

  private static void play(Exchange exchange) {
    String[] words = words(exchange);
    String lines =
        switch (words[1]) {
          case "value" -> "X-Total: " + value(words[2]) + "\r\n";
          case "large" -> "X-Large: " + "x".repeat(Integer.parseInt(words[2])) + "\r\n";
          default -> "X-Large: x\r\n".repeat(Integer.parseInt(words[2]));
        };
    exchange.write("HTTP/1.1 200 OK\r\n" + lines + "Content-Length: 2\r\n\r\n[]");
  }

  /** HTTP/2 can carry every byte, if the frames are written by hand. */
  private static void frames(Exchange exchange) {
    if (!words(exchange)[1].equals("value")) {
      play(exchange);
      return;
    }
    byte[] head = RawHttp2.fields(":status", "200", "x-total", value(words(exchange)[2]));
    exchange.sendFrame(
        RawHttp2.HEADERS, RawHttp2.END_HEADERS, exchange.streamId(), Buffer.buffer(head));
    exchange.sendFrame(
        RawHttp2.DATA, RawHttp2.END_STREAM, exchange.streamId(), Buffer.buffer("[]"));
  }

  private Answer get(String target) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      return client.get(target).answer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void aValueThatEndsItsLineSetsNoOtherHeader(String transport) throws IOException {
    assertThat(get("/" + transport + "/one/7").headers("x-total")).containsExactly("7");
    for (String value : new String[] {"crlf", "lf", "cr", "nul", "escape", "delete"}) {
      Answer answer = get("/" + transport + "/one/" + value);
      assertThat(answer.status()).as(value).isEqualTo(200);
      assertThat(answer.headers("set-cookie")).as(value).isEmpty();
      assertThat(answer.head()).as(value).noneMatch(line -> line.contains("evil"));
      if (!value.equals("crlf") || transport.equals("h2")) { // elsewhere that is another header
        assertThat(answer.headers("x-total")).as(value).isEmpty();
        assertThat(answer.body()).as(value).contains("\"one\":null", "\"reason\":\"unreachable\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void aPartWhoseHeadersDoNotFitFails(String transport) throws IOException {
    Answer large = get("/" + transport + "/large");
    assertThat(large.headers("x-large")).containsExactly("x".repeat(5000), "x");
    assertThat(large.body())
        .contains("\"one\":[],\"two\":null,\"three\":[]")
        .contains(
            "\"part\":\"two\",\"reason\":\"too_large\","
                + "\"message\":\"its headers do not fit into the response any more\"");
    assertThat(get("/" + transport + "/required").status()).isEqualTo(502);
    Answer many = get("/" + transport + "/many");
    assertThat(many.headers("x-large")).hasSize(50);
    assertThat(many.body()).contains("\"one\":null,\"two\":[]");
  }

  @Test
  void theGatewayServesOn() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(get("/h2/one/" + (i % 2 == 0 ? "nul" : "1")).status()).isEqualTo(200);
    }
  }
}
