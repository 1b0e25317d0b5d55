package io.tributary.support;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * One shipped stub backend, served from its folder under {@code deploy/wiremock} on a free port.
 */
public final class StubServer implements AutoCloseable {
  private final WireMockServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private StubServer(WireMockServer server) {
    this.server = server;
  }

  /** Starts the stub of this name: {@code users}, {@code orders} or {@code products}. */
  public static StubServer start(String name) {
    var server =
        new WireMockServer(
            options().dynamicPort().usingFilesUnderDirectory("deploy/wiremock/" + name));
    server.start();
    return new StubServer(server);
  }

  /** The WireMock server itself, to read its mappings. */
  public WireMockServer server() {
    return server;
  }

  /** Answers GET of this path and query. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  /** Answers PUT of this path with this body. */
  public HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path)).PUT(HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Where it listens. */
  public String url() {
    return server.baseUrl();
  }

  private URI uri(String path) {
    return URI.create(server.baseUrl() + path);
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
