package io.tributary.app;

import io.tributary.config.ConfigException;
import io.tributary.support.DeadPort;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The service before one scripted backend and a port where nothing listens. The configuration's
 * text calls them {@code @backend} and {@code @nowhere}.
 */
final class Scene implements AutoCloseable {
  private static final String GARBAGE = "SSH-2.0-OpenSSH_9.6\r\n";

  private final Vertx vertx = TestVertx.create();
  private final AtomicInteger hanging = new AtomicInteger();
  private final DeadPort nowhere = new DeadPort();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private final RunningGateway gateway;

  Scene(String yaml) throws ConfigException, IOException {
    gateway =
        RunningGateway.start(
            yaml.replace("@backend", "\"" + backend.url() + "\"")
                .replace("@nowhere", "\"" + nowhere.url() + "\""));
  }

  /** What the backend does, by the first word of the path; the second is what it says. */
  private void play(Exchange exchange) {
    String[] path = exchange.head().split("[ ?]", 3)[1].split("/", 3);
    String word = path.length > 2 ? path[2] : "";
    switch (path[1]) {
      case "value" -> exchange.answer("[\"" + word + "\"]");
      case "cached" ->
          exchange.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCache-Control: " + word + "\r\n\r\n[]");
      case "status" -> exchange.write("HTTP/1.1 " + word + " X\r\nContent-Length: 2\r\n\r\n[]");
      case "busy" -> {
        String[] how = URLDecoder.decode(word, StandardCharsets.UTF_8).split(",", 2);
        exchange.write(
            "HTTP/1.1 "
                + how[0]
                + " X\r\nRetry-After: "
                + how[1]
                + "\r\nContent-Length: 0\r\n\r\n");
      }
      case "hang" -> {
        hanging.incrementAndGet();
        exchange.onClosed(hanging::decrementAndGet);
      }
      case "drip" -> exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1");
      case "truncated" -> exchange.answer("{\"a\":");
      case "html" -> exchange.answer("<html><body>an error page</body></html>");
      case "nan" -> exchange.answer("[NaN]");
      case "empty" -> exchange.answer("");
      case "large" ->
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n[1,1,1");
      case "endless" -> {
        exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        exchange.write(("8000\r\n" + " ".repeat(0x8000) + "\r\n").repeat(8));
      }
      case "cut" -> {
        exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1");
        exchange.close();
      }
      case "processing" -> exchange.write("HTTP/1.1 102 Processing\r\n\r\n");
      case "garbage" -> exchange.write(GARBAGE);
      case "big" -> exchange.answer("[" + " ".repeat(1_000_000) + "]");
      case "close" -> exchange.close();
      default -> exchange.answer(Documents.of(path[1]));
    }
  }

  RunningGateway gateway() {
    return gateway;
  }

  /** A raw connection to the service. */
  RawClient connect() throws IOException {
    return new RawClient(gateway.port());
  }

  /** Sends bytes on a connection of their own and reads the one answer. */
  RawClient.Answer exchange(String bytes) throws IOException {
    try (RawClient client = connect()) {
      return client.send(bytes).answer();
    }
  }

  /** Sends a GET on a connection of its own and reads the one answer. */
  RawClient.Answer get(String target, String... headers) throws IOException {
    try (RawClient client = connect()) {
      return client.get(target, headers).answer();
    }
  }

  /** The head of every request the backend has got. */
  List<String> backendHeads() {
    return backend.heads();
  }

  /** Calls that the backend leaves hanging, whose connection is still open. */
  int hanging() {
    return hanging.get();
  }

  /** Waits until the backend leaves that many calls hanging. */
  void awaitHanging(int calls) {
    await(() -> hanging() == calls);
  }

  /** Waits until something holds; fails if only a hang can take so long. */
  void await(BooleanSupplier condition) {
    if (Eventually.holds(Patience.HANG, condition).equals(Patience.HANG)) {
      throw new AssertionError("it did not happen within " + Patience.HANG);
    }
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    nowhere.close();
    TestVertx.close(vertx);
  }
}
