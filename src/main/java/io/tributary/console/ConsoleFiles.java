package io.tributary.console;

import io.tributary.ops.Endpoint;
import io.tributary.ops.Endpoint.Access;
import io.tributary.ops.Endpoint.Methods;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the page: {@code /}, and {@code /console/NAME} for each of a fixed list of names.
 * All their URLs are relative, so a proxy may serve them below a path. Stateless.
 */
public final class ConsoleFiles {
  /** Nothing inline, nothing from elsewhere, and no other page around it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String INDEX = "index.html";

  static final List<String> NAMES =
      List.of(
          "aggregates.js",
          "ask.js",
          "backends.js",
          "configuration.js",
          "console.css",
          "copy.js",
          "curl.js",
          "dom.js",
          "filter.js",
          "format.js",
          "graph.js",
          "header.js",
          "icon.svg",
          "main.js",
          "meter.js",
          "pairs.js",
          "request.js",
          "requests.js",
          "route.js",
          "sparkline.js",
          "stream.js",
          "together.js",
          "waterfall.js",
          "words.js");

  private ConsoleFiles() {}

  /** The endpoints of all files. */
  public static List<Endpoint> endpoints(Vertx vertx) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(endpoint("/", new PageFile(vertx, INDEX)));
    for (String name : NAMES) {
      endpoints.add(endpoint("/console/" + name, new PageFile(vertx, name)));
    }
    return endpoints;
  }

  private static Endpoint endpoint(String path, PageFile file) {
    return new Endpoint(
        path,
        Access.GUARDED,
        Methods.GET,
        exchange -> {
          protect(exchange.request().response().headers());
          file.respond(exchange);
        });
  }

  private static void protect(MultiMap headers) {
    headers
        .set("Content-Security-Policy", POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer");
  }
}
