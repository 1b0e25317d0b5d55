import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread per part, which blocks in its call; the bodies are pasted as they are. */
record Aggregate(HttpClient client, ExecutorService threads, Gateway.Route route)
    implements HttpHandler {
  private static final byte[] NULL = utf8("null");

  /** A call that runs, and until when it is waited for, body and all. */
  private record Call(Future<byte[]> body, long deadline) {
    /** The body, or null when there is none in time. */
    byte[] join() throws InterruptedException {
      try {
        return body.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        body.cancel(true); // interrupted, the client gives the call up
        return null;
      } catch (ExecutionException _) {
        return null;
      }
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = pasted(bodies());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.size());
      answer.writeTo(exchange.getResponseBody());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<byte[]> bodies() throws InterruptedException {
    var bodies = new ArrayList<byte[]>();
    if (route.sequential()) {
      for (var part : route.parts()) {
        bodies.add(start(part).join());
      }
    } else {
      for (var call : route.parts().stream().map(this::start).toList()) {
        bodies.add(call.join());
      }
    }
    return bodies;
  }

  private Call start(Gateway.Part part) {
    long deadline = System.nanoTime() + part.timeout().toNanos();
    return new Call(threads.submit(() -> body(part)), deadline);
  }

  private byte[] body(Gateway.Part part) throws IOException, InterruptedException {
    part.slots().acquire();
    try {
      var response = client.send(part.request(), BodyHandlers.ofByteArray());
      return response.statusCode() == 200 ? response.body() : null;
    } finally {
      part.slots().release();
    }
  }

  private ByteArrayOutputStream pasted(List<byte[]> bodies) {
    var out = new ByteArrayOutputStream(bodies.stream().mapToInt(Aggregate::room).sum());
    var errors = new StringJoiner(",", "[", "]");
    out.writeBytes(utf8("{\"complete\":" + !bodies.contains(null) + ",\"data\":"));
    for (int i = 0; i < bodies.size(); i++) {
      String name = route.parts().get(i).name();
      byte[] body = bodies.get(i);
      if (body == null) {
        errors.add("{\"part\":\"" + name + "\"}");
      }
      out.writeBytes(utf8((i == 0 ? "{\"" : ",\"") + name + "\":"));
      out.writeBytes(body == null ? NULL : body);
    }
    out.writeBytes(utf8("},\"errors\":" + errors + "}"));
    return out;
  }

  private static int room(byte[] body) {
    return 64 + (body == null ? 0 : body.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
