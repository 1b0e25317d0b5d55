package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.ChunkedInput;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The service before a backend that answers each call when the test says so. */
final class StreamScene implements AutoCloseable {
  static final String EVENTS = "Accept: text/event-stream";
  static final String LINES = "Accept: application/x-ndjson";

  private final Vertx vertx = TestVertx.create();
  private final Map<String, BlockingQueue<Exchange>> held = new ConcurrentHashMap<>();
  private final FakeBackend backend =
      FakeBackend.start(vertx, exchange -> queue(path(exchange)).add(exchange));
  private final RunningGateway gateway;

  /** Starts it; the text calls the backend {@code @backend}. */
  StreamScene(String yaml) throws Exception {
    gateway = RunningGateway.start(yaml.replace("@backend", "\"" + backend.url() + "\""));
  }

  private static String path(Exchange exchange) {
    return exchange.head().split(" ", 3)[1];
  }

  private BlockingQueue<Exchange> queue(String path) {
    return held.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
  }

  /** The call of this path, once it has arrived. */
  Exchange held(String path) throws InterruptedException {
    Exchange exchange = queue(path).poll(Patience.HANG.toSeconds(), TimeUnit.SECONDS);
    assertThat(exchange).as("a call of " + path).isNotNull();
    return exchange;
  }

  FakeBackend backend() {
    return backend;
  }

  Gateway gateway() {
    return gateway.gateway();
  }

  RawClient connect() throws IOException {
    return new RawClient(gateway.port());
  }

  RawClient connect(int receiveBuffer) throws IOException {
    return new RawClient(gateway.port(), receiveBuffer);
  }

  /** Asks, and reads the head of the stream. */
  static ChunkedInput ask(RawClient client, String target, String accept) throws IOException {
    assertThat(client.get(target, accept).answerToHead().status()).isEqualTo(200);
    return client.chunks();
  }

  /** The data of the next event, which has this name. */
  static String data(ChunkedInput stream, String event) throws IOException {
    if (event.equals("done")) {
      assertThat(stream.line()).isEqualTo("id: done");
    }
    assertThat(stream.line()).isEqualTo("event: " + event);
    String line = stream.line();
    assertThat(line).startsWith("data: ");
    assertThat(stream.line()).isEmpty();
    return line.substring("data: ".length()).replaceAll("\"elapsedMs\":\\d+", "\"elapsedMs\":0");
  }

  /** Waits until something holds. */
  static void await(BooleanSupplier condition) {
    assertThat(Eventually.holds(Patience.HANG, condition)).isLessThan(Patience.HANG);
  }

  @Override
  public void close() {
    gateway.close();
    TestVertx.close(vertx);
  }
}
