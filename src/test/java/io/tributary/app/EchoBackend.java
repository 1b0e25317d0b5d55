package io.tributary.app;

import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that answers with what it gets: the body of a POST, or the path of a GET as text. */
final class EchoBackend implements AutoCloseable {
  private final Vertx vertx = TestVertx.create();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      TestVertx.await(vertx.createHttpServer().requestHandler(this::echo).listen(0, "127.0.0.1"));

  /** A request: its method and target, its content type and its body. */
  record Received(String line, String type, String body) {}

  private void echo(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(
                  new Received(
                      request.method() + " " + request.uri(),
                      String.valueOf(request.getHeader("Content-Type")),
                      body.toString()));
              var _ =
                  request
                      .response()
                      .end(
                          HttpMethod.GET.equals(request.method())
                              ? "\"" + request.uri() + "\""
                              : body.toString());
            });
  }

  /** The URL, quoted for a configuration. */
  String url() {
    return "\"http://127.0.0.1:" + server.actualPort() + "\"";
  }

  /** The requests so far, in the order of their arrival. */
  List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    TestVertx.close(vertx);
  }
}
