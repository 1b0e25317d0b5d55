package io.tributary.ops;

import static io.tributary.support.Patience.HANG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.config.Config;
import io.tributary.config.Secret;
import io.tributary.ops.Endpoint.Access;
import io.tributary.ops.Endpoint.Methods;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A management server with a guarded page at {@code /}, and {@code /do}, which takes bodies. */
final class GuardedServer implements AutoCloseable {
  static final int MAX_CONNECTIONS = 20;
  static final String TOKEN = "c4nary-t0ken:~";

  /** What a proxy on this machine adds for a client elsewhere. */
  static final String REMOTE = "X-Forwarded-For: 192.0.2.1";

  private final Vertx vertx = TestVertx.create();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final ManagementServer server;

  GuardedServer(Optional<String> token) {
    this(token, HANG);
  }

  /** With a time that the head of a request may take, and then its body. */
  GuardedServer(Optional<String> token, Duration headTimeout) {
    List<Endpoint> endpoints = new ArrayList<>(Probes.endpoints(new Readiness()));
    endpoints.add(
        new Endpoint("/", Access.GUARDED, Methods.GET, exchange -> respond(exchange, "a page")));
    endpoints.add(
        new Endpoint(
            "/do",
            Access.GUARDED,
            Methods.POST,
            exchange ->
                exchange.body(
                    body -> {
                      posted.add(body.toString(UTF_8));
                      respond(exchange, "done");
                    })));
    this.server =
        TestVertx.await(
            ManagementServer.listen(
                vertx,
                new Config.Management(
                    "0.0.0.0",
                    0,
                    MAX_CONNECTIONS,
                    List.of("Ops.Example"),
                    token.map(Secret::new),
                    new Config.Console(false, false)),
                new ManagementServer.Timeouts(headTimeout, HANG),
                endpoints));
  }

  private static void respond(Exchange exchange, String text) {
    exchange.respond(200, Exchange.TEXT, Buffer.buffer(text));
  }

  /** The bodies that the endpoint has seen. */
  List<String> posted() {
    return posted;
  }

  RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  /** A client whose address is this one of the machine. */
  RawClient client(InetAddress address) throws IOException {
    return new RawClient(address, server.port());
  }

  Answer get(String path, String host, String... headers) throws IOException {
    try (RawClient client = client()) {
      return client.send(head("GET", path, host, headers)).answer();
    }
  }

  Answer post(String... headers) throws IOException {
    String[] all =
        Stream.concat(Stream.of(headers), Stream.of("Content-Length: 6")).toArray(String[]::new);
    try (RawClient client = client()) {
      return client.send(head("POST", "/do", "localhost:9090", all) + "a body").answer();
    }
  }

  Answer postBody(String body) throws IOException {
    try (RawClient client = client()) {
      String length = "Content-Length: " + body.length();
      return client.send(head("POST", "/do", "localhost", length) + body).answer();
    }
  }

  static String head(String method, String path, String host, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  static String basic(String credentials) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  @Override
  public void close() {
    TestVertx.close(vertx);
  }
}
