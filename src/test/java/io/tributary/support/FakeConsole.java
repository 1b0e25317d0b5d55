package io.tributary.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server of the console's page, played by a test: the shipped files, one state, and events that
 * the test sends. Like the real one behind a proxy it may be below a path.
 */
public final class FakeConsole implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESOURCES = "/io/tributary/console/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final String path;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<OutputStream> readers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String state = resource("state.json");
  private volatile boolean isDown;

  private FakeConsole(String path) throws IOException {
    this.path = path;
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(anyPort, 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts below this path, such as {@code /} or {@code /ops/tributary/}. */
  public static FakeConsole below(String path) throws IOException {
    return new FakeConsole(path);
  }

  /** Where the page is. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** The state that a page gets next. */
  public String state() {
    return state;
  }

  /** Changes the state that a page gets next. */
  public void state(String json) {
    state = json;
  }

  /** A request of the state, to be sent again with another number. */
  public JsonNode request(int seq) throws IOException {
    for (JsonNode request : JSON.readTree(state).get("requests")) {
      if (request.get("seq").asInt() == seq) {
        return request;
      }
    }
    throw new IllegalArgumentException("no request " + seq);
  }

  /** Sends an event to every page that listens. */
  public void send(String event, String data) {
    String text = "event: " + event + "\ndata: " + data + "\n\n";
    var _ = readers.removeIf(reader -> hasLeft(reader, text));
  }

  private static boolean hasLeft(OutputStream reader, String text) {
    try {
      write(reader, text);
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /** How many pages listen; those that left are noticed by the next event. */
  public int readers() {
    return readers.size();
  }

  /** Every connection is lost, and new requests are refused until it is up again. */
  public void goDown() throws IOException {
    isDown = true;
    for (OutputStream reader : readers) {
      reader.close();
    }
    readers.clear();
  }

  /** Serves again. */
  public void comeBack() {
    isDown = false;
  }

  /** What pages have asked the service. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    String target = exchange.getRequestURI().toString();
    if (isDown) {
      exchange.sendResponseHeaders(503, -1);
    } else if (!target.startsWith(path)) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      answer(exchange, target.substring(path.length()));
    }
  }

  private void answer(HttpExchange exchange, String target) throws IOException {
    String name = target.replaceFirst("[?].*", "").replaceFirst("^console/", "");
    switch (name) {
      case "" -> respond(exchange, TYPES.get("html"), resource("index.html"));
      case "state" -> respond(exchange, "application/json", state);
      case "events" -> follow(exchange);
      case "explain" -> respond(exchange, "text/plain", "nothing is sent: " + target);
      case "ask" -> {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        respond(
            exchange,
            "application/json",
            """
            {"status": 200, "headers": {"aggregate-complete": "true"}, "body": "{}", "seq": 812}
            """);
      }
      default -> {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        respond(exchange, type, resource(name));
      }
    }
  }

  /** A page is a reader before it can know that it is one. */
  private void follow(HttpExchange exchange) throws IOException {
    OutputStream reader = exchange.getResponseBody();
    readers.add(reader);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    write(reader, ": hello\n\n");
  }

  private static void respond(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    write(exchange.getResponseBody(), body);
    exchange.close();
  }

  private static void write(OutputStream out, String text) throws IOException {
    write(out, text.getBytes(UTF_8));
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** A file of the page, or of its tests. */
  public static String resource(String name) {
    try (InputStream file = FakeConsole.class.getResourceAsStream(RESOURCES + name)) {
      if (file == null) {
        throw new IllegalArgumentException("no file " + name);
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
