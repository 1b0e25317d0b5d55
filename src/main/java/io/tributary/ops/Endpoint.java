package io.tributary.ops;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;

/**
 * One resource of the management port. Immutable.
 *
 * @param path the path, exactly; with {@code /*} at its end every path below that has no endpoint
 *     of its own
 * @param handler called on the event loop of the management server; it must end the response
 */
public record Endpoint(String path, Access access, Methods methods, Handler<Exchange> handler) {

  /** Throws {@link IllegalArgumentException} for an open endpoint that does something. */
  public Endpoint {
    if (access == Access.OPEN && methods == Methods.POST) {
      throw new IllegalArgumentException(path + " takes POST, so it must be guarded");
    }
  }

  /** Who may use an endpoint. */
  public enum Access {
    /** Everybody who reaches the port: probes and what is scraped. */
    OPEN,
    /** Operators: what shows requests, or changes something. */
    GUARDED
  }

  /** The methods of an endpoint. */
  public enum Methods {
    /** Reads, and can be repeated. */
    GET("GET, HEAD"),
    /** Does something. */
    POST("POST");

    private final String allow;

    Methods(String allow) {
      this.allow = allow;
    }

    /** The value of {@code Allow}. */
    String allow() {
      return allow;
    }

    boolean contain(HttpMethod method) {
      return switch (this) {
        case GET -> HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        case POST -> HttpMethod.POST.equals(method);
      };
    }
  }

  /** A resource that everybody who reaches the port may read. */
  static Endpoint open(String path, Handler<Exchange> handler) {
    return new Endpoint(path, Access.OPEN, Methods.GET, handler);
  }
}
