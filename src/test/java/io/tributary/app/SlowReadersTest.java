package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Defect A1: clients that ask and do not read. */
class SlowReadersTest {
  private static final String AGGREGATES =
      """
      deadline: 60s
      backends: { b: { url: @backend, maxBody: 2MiB } }
      aggregates:
        /of/{id}: { parts: { a: { backend: b, path: "/value/{id}" } } }
        /big:
          parts:
            a: { backend: b, path: /big }
            b: { backend: b, path: /big }
            c: { backend: b, path: /big }
      """;

  private static Scene scene(String limits) throws Exception {
    return new Scene("server: { host: 127.0.0.1, port: 0, " + limits + " }\n" + AGGREGATES);
  }

  @Test
  @DisplayName("A1, faults 65, 70: a response that nobody reads is cut after the write timeout")
  void a1AResponseThatNobodyReadsIsCutAfterTheWriteTimeout() throws Exception {
    try (Scene scene = scene("writeTimeout: 500ms");
        RawClient client = new RawClient(scene.gateway().port(), 4096)) {
      int requests = 5; // the kernel takes the first few megabytes
      client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests));
      scene.await(() -> scene.backendHeads().size() >= 3); // all parts of the first
      scene.await(() -> scene.gateway().gateway().limits().connections().open() == 0);
      scene.await(() -> scene.gateway().gateway().inFlight() == 0);
      scene.await(() -> scene.gateway().gateway().limits().bytes().used() == 0);
      assertThat(client.rest().length()).isLessThan(requests * 3_000_000);
    }
  }

  @Test
  void a1AClientThatReadsSlowlyButSteadilyIsServed() throws Exception {
    try (Scene scene = scene("writeTimeout: 5s");
        RawClient client = new RawClient(scene.gateway().port(), 4096)) {
      client.get("/big").get("/big"); // the kernel takes the first
      for (int i = 0; i < 2; i++) { // each takes longer than the write timeout
        int left = Integer.parseInt(client.answerToHead().header("content-length"));
        while (left > 0) {
          int piece = Math.min(left, 100_000);
          client.skip(piece);
          left -= piece;
          Thread.sleep(200);
        }
      }
      assertThat(client.get("/of/x").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a1BytesInFlightAreBoundedAndTheNextRequestIsRefused() throws Exception {
    List<RawClient> readers = new ArrayList<>();
    try (Scene scene = scene("maxBytesInFlight: 4MiB")) {
      for (int i = 0; i < 12; i++) {
        readers.add(reader(scene));
      }
      long most = 0;
      Optional<Answer> refused = refused(scene);
      for (int i = 0; i < 200 && refused.isEmpty(); i++) {
        most = Math.max(most, scene.gateway().gateway().limits().bytes().used());
        readers.add(reader(scene)); // those before may have given way
        refused = refused(scene);
      }
      assertThat(refused.orElseThrow().header("retry-after")).isIn("1", "2", "3");
      assertThat(most).isLessThanOrEqualTo(4 << 20);
      // Those that do not read must give way within about a second each.
      scene.await(() -> !scene.gateway().gateway().limits().bytes().scarce());
      assertThat(scene.get("/of/x").status()).isEqualTo(200);
      close(readers);
      scene.await(() -> scene.gateway().gateway().limits().bytes().used() == 0);
    } finally {
      close(readers);
    }
  }

  /** A client that reads none of three responses; the kernel takes the first. */
  private static RawClient reader(Scene scene) throws IOException {
    return new RawClient(scene.gateway().port(), 4096).get("/big").get("/big").get("/big");
  }

  /** The next response, if it is a refusal. A client that is slow itself may be cut off. */
  private static Optional<Answer> refused(Scene scene) {
    try {
      Answer next = scene.get("/big");
      return next.status() == 503 ? Optional.of(next) : Optional.empty();
    } catch (IOException cutOff) {
      return Optional.empty();
    }
  }

  @Test
  void a1ACallBeyondTheBytesInFlightIsRejected() throws Exception {
    try (Scene scene = scene("maxBytesInFlight: 1MiB")) {
      // One part may fit, or none, in the order of their bytes.
      assertThat(scene.get("/big").body())
          .contains("\"reason\":\"rejected\",\"message\":\"too many bytes are in flight\"");
      scene.await(() -> scene.gateway().gateway().limits().bytes().used() == 0);
    }
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }
}
