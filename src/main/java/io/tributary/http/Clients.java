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
 * Determines the client of a request. The headers {@code X-Forwarded-*} and {@code Forwarded} count
 * only on connections from a trusted proxy. The request has been validated, so its {@code Host} is
 * well-formed. Confined to one event loop.
 */
final class Clients {
  private final List<Cidr> trusted;
  private final OriginalClient originals;

  /** Peers by connection. Formatting an address takes longer than this lookup. */
  private final Map<HttpConnection, Peer> peers = new WeakHashMap<>();

  Clients(List<Cidr> trusted) {
    this.trusted = trusted;
    this.originals = new OriginalClient(trusted);
  }

  /** The client of a request. */
  Client of(HttpServerRequest request) {
    Peer peer = peer(request.connection());
    String host = request.headers().get(HttpHeaders.HOST);
    return new Client(
        peer.address(),
        host == null ? "" : host,
        peer.scheme(),
        peer.claims().apply(request.headers()));
  }

  /** The address that a request of this client came from, behind trusted proxies. */
  String origin(Client client) {
    return originals.of(client);
  }

  private Peer peer(HttpConnection connection) {
    Peer known = peers.get(connection);
    if (known != null) {
      return known;
    }
    Peer peer = Peer.of(connection, trusted);
    peers.put(connection, peer);
    return peer;
  }
}
