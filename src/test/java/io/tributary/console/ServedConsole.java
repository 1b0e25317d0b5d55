package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.config.Secret;
import io.tributary.ops.Endpoint;
import io.tributary.ops.ManagementServer;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A management server with some endpoints of the console. */
final class ServedConsole implements AutoCloseable {
  /** The client has it, and expects 304. */
  static final String KNOWN = "If-None-Match: ";

  private final Vertx vertx = TestVertx.create();
  private final ManagementServer server;

  ServedConsole(Function<Vertx, List<Endpoint>> endpoints) {
    this.server =
        TestVertx.await(
            ManagementServer.listen(
                vertx,
                new Config.Management(
                    "127.0.0.1",
                    0,
                    20,
                    List.of(),
                    Optional.of(new Secret("t0ken")),
                    new Config.Console(true, true)),
                new ManagementServer.Timeouts(Patience.HANG, Patience.HANG),
                endpoints.apply(vertx)));
  }

  Vertx vertx() {
    return vertx;
  }

  Answer get(String target, String... headers) throws IOException {
    return send("GET", target, "", headers);
  }

  Answer post(String target, String body) throws IOException {
    return send("POST", target, body);
  }

  Answer send(String method, String target, String body, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, target));
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    try (RawClient client = new RawClient(server.port())) {
      client.send(request + "\r\n" + body);
      boolean bodiless = method.equals("HEAD") || List.of(headers).toString().contains(KNOWN);
      return bodiless ? client.answerToHead() : client.answer();
    }
  }

  @Override
  public void close() {
    TestVertx.close(vertx);
  }
}
