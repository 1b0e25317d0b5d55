package io.tributary.app;

import static io.tributary.app.StreamScene.EVENTS;
import static io.tributary.app.StreamScene.LINES;
import static io.tributary.app.StreamScene.ask;
import static io.tributary.app.StreamScene.await;
import static io.tributary.app.StreamScene.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.ChunkedInput;
import io.tributary.support.RawClient;
import org.junit.jupiter.api.Test;

/** Clients of streams that leave, read slowly, or do not read at all. */
class StreamClientsTest {
  private static final String AGGREGATES =
      """
      backends: { b: { url: @backend } }
      aggregates:
        /many:
          parts:
            p1: { backend: b, path: /p1 }
            p2: { backend: b, path: /p2 }
            p3: { backend: b, path: /p3 }
            p4: { backend: b, path: /p4 }
            p5: { backend: b, path: /p5 }
            p6: { backend: b, path: /p6 }
            p7: { backend: b, path: /p7 }
            p8: { backend: b, path: /p8 }
            p9: { backend: b, path: /p9 }
        /two:
          parts:
            a: { backend: b, path: /a }
            b: { backend: b, path: /b }
      """;

  private static StreamScene scene(String limits) throws Exception {
    return new StreamScene("server: { host: 127.0.0.1, port: 0" + limits + " }\n" + AGGREGATES);
  }

  private static void assertLeft(StreamScene scene) {
    await(() -> scene.gateway().inFlight() == 0);
    assertThat(scene.gateway().limits().bytes().used()).isZero();
  }

  @Test
  void oneThatClosesItsConnectionCancelsTheCalls() throws Exception {
    try (StreamScene scene = scene("")) {
      try (RawClient client = scene.connect()) {
        ChunkedInput stream = ask(client, "/two", EVENTS);
        scene.held("/a").answer("1");
        assertThat(data(stream, "part")).contains("\"a\"");
        scene.held("/b");
      }
      assertLeft(scene);
      await(() -> scene.backend().open() == 1); // that of the call that was answered
    }
  }

  @Test
  void oneThatResetsItsConnectionCancelsTheCalls() throws Exception {
    try (StreamScene scene = scene("");
        RawClient client = scene.connect()) {
      ChunkedInput _ = ask(client, "/two", LINES);
      scene.held("/b");
      client.reset();
      assertLeft(scene);
    }
  }

  @Test
  void oneThatOnlyEndsItsOutputGetsTheRest() throws Exception {
    try (StreamScene scene = scene("");
        RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/two", LINES);
      client.finish();
      assertThat(stream.read()).as("a sign of life at once").isEqualTo(' ');
      scene.held("/a").answer("1");
      assertThat(stream.line().strip()).contains("\"a\"");
      scene.held("/b").answer("2");
      assertThat(stream.line().strip()).contains("\"b\"");
      assertThat(stream.line().strip())
          .isEqualTo("{\"type\":\"done\",\"complete\":true,\"errors\":[]}");
    }
  }

  @Test
  void oneThatReadsSlowlyGetsEveryByte() throws Exception {
    String large = "[\n" + "\"0123456789\",\n".repeat(15_000) + "null]";
    try (StreamScene scene = scene("");
        RawClient client = scene.connect(4096)) {
      ChunkedInput stream = ask(client, "/two", LINES);
      scene.held("/a").answer(large);
      scene.held("/b").answer(large);
      for (int i = 0; i < 2; i++) {
        assertThat(stream.line()).endsWith("\"value\":" + large.replace('\n', ' ') + "}");
      }
      assertThat(stream.line()).contains("\"done\"");
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void valuesCountUntilTheStreamIsOver() throws Exception {
    String large = "[" + " ".repeat(700_000) + "]";
    try (StreamScene scene = scene(", maxBytesInFlight: 1MiB");
        RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/two", LINES);
      scene.held("/a").answer(large);
      assertThat(stream.line().strip()).contains("\"a\"").hasSizeGreaterThan(700_000);
      scene.held("/b").answer(large);
      String rejected = "\"reason\":\"rejected\",\"message\":\"too many bytes are in flight\"";
      assertThat(stream.line().strip()).contains("\"part\":\"b\"", rejected);
      assertThat(stream.line().strip()).contains("\"complete\":false", rejected);
      assertThat(stream.read()).isEqualTo(-1);
      assertLeft(scene);
      ChunkedInput next = ask(client, "/two", LINES);
      scene.held("/b").answer(large);
      assertThat(next.line().strip()).hasSizeGreaterThan(700_000);
    }
  }

  @Test
  void oneThatReadsNothingIsCutAfterTheWriteTimeout() throws Exception {
    try (StreamScene scene = scene(", writeTimeout: 500ms");
        RawClient client = scene.connect(4096)) {
      ChunkedInput _ = ask(client, "/many", EVENTS);
      for (int part = 1; part <= 8; part++) { // more than the kernel takes
        scene.held("/p" + part).answer("[" + " ".repeat(1_000_000) + "]");
      }
      assertThat(scene.held("/p9").head()).startsWith("GET /p9 ");
      assertLeft(scene);
      assertThat(client.rest()).contains("event: part").doesNotContain("event: done");
    }
  }
}
