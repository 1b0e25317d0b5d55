package io.tributary.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend below HTTP: a raw socket server whose every byte is the test's. Closed with its Vert.x.
 */
public final class FakeBackend {
  /** What to do when the head of a request has arrived. */
  @FunctionalInterface
  public interface Script {
    /** The exchange's socket and head are at the script's disposal. */
    void onRequest(Exchange exchange);
  }

  /**
   * One request.
   *
   * @param head the request line and the header fields
   * @param connection the connection's number, from 1
   * @param request the request's number on its connection, from 1
   */
  public record Exchange(NetSocket socket, String head, int connection, int request) {
    /** Writes text as it is. */
    public void write(String text) {
      var _ = socket.write(text);
    }

    /** Closes the connection. */
    public void close() {
      var _ = socket.close();
    }

    /** Writes a whole 200 answer with a JSON body. */
    public void answer(String json) {
      write(ok(json));
    }
  }

  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final NetServer server;

  private FakeBackend(Vertx vertx, Script script) {
    server = vertx.createNetServer();
    server.connectHandler(socket -> connected(socket, script));
  }

  /** Starts one on a free loopback port. */
  public static FakeBackend start(Vertx vertx, Script script) {
    FakeBackend backend = new FakeBackend(vertx, script);
    NetServer _ = TestVertx.await(backend.server.listen(0, "127.0.0.1"));
    return backend;
  }

  /** A whole 200 answer with a JSON body. */
  public static String ok(String json) {
    int length = Buffer.buffer(json).length();
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(length, json);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Every request's head so far. */
  public List<String> heads() {
    return heads;
  }

  /** Connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }

  private void connected(NetSocket socket, Script script) {
    int connection = connections.incrementAndGet();
    open.incrementAndGet();
    AtomicInteger requests = new AtomicInteger();
    StringBuilder received = new StringBuilder();
    socket.closeHandler(_ -> open.decrementAndGet());
    socket.exceptionHandler(_ -> {});
    socket.handler(
        bytes -> {
          received.append(bytes.toString("ISO-8859-1"));
          String head = received.toString();
          if (head.endsWith("\r\n\r\n")) { // all requests are GETs without a body
            heads.add(head);
            received.setLength(0);
            script.onRequest(new Exchange(socket, head, connection, requests.incrementAndGet()));
          }
        });
  }
}
