package io.tributary.http;

import io.tributary.aggregate.Client;
import io.tributary.config.Cidr;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Says who asks. What a client claims in {@code X-Forwarded-*} and {@code Forwarded} counts only if
 * its connection comes from a trusted proxy. The request has been checked, so its {@code Host} is
 * well-formed. For one event loop.
 */
final class Clients {
  private final List<Cidr> trusted;

  /** Looked at once per connection: an address takes longer to write than to find. */
  private final Map<HttpConnection, Peer> peers = new WeakHashMap<>();

  Clients(List<Cidr> trusted) {
    this.trusted = trusted;
  }

  /** The client of a request. */
  Client of(HttpServerRequest request) {
    Peer peer = peer(request.connection());
    String host = request.headers().get(HttpHeaders.HOST);
    return new Client(
        peer.address(),
        host == null ? "" : host,
        request.isSSL() ? "https" : "http",
        peer.claims().apply(request.headers()));
  }

  private Peer peer(HttpConnection connection) {
    Peer known = peers.get(connection);
    if (known != null) {
      return known;
    }
    Peer peer = Peer.of(connection.remoteAddress(), trusted);
    peers.put(connection, peer);
    return peer;
  }
}
