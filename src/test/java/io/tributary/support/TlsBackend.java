package io.tributary.support;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A backend over TLS that answers every request with an empty list. */
public final class TlsBackend {
  private final NetServer server;
  private final int port;
  private final Set<String> clients = new ConcurrentSkipListSet<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int requestsPerConnection = Integer.MAX_VALUE;

  private TlsBackend(Vertx vertx, NetServerOptions options) {
    server = vertx.createNetServer(options).exceptionHandler(_ -> {}).connectHandler(this::serve);
    port = TestVertx.await(server.listen(0, "127.0.0.1")).actualPort();
  }

  /** Shows that certificate. */
  public static TlsBackend start(Vertx vertx, Certificate certificate) {
    return new TlsBackend(vertx, options(certificate));
  }

  /** Shows that certificate and wants one that the authority has signed. */
  public static TlsBackend start(Vertx vertx, Certificate certificate, Authority clients) {
    return new TlsBackend(vertx, wanting(certificate, clients));
  }

  private static NetServerOptions options(Certificate certificate) {
    return new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.options());
  }

  private static NetServerOptions wanting(Certificate certificate, Authority clients) {
    return options(certificate).setClientAuth(ClientAuth.REQUIRED).setTrustOptions(clients.trust());
  }

  /** Shows another certificate on connections from now on. */
  public void show(Certificate certificate, Authority clients) {
    Boolean _ =
        TestVertx.await(server.updateSSLOptions(wanting(certificate, clients).getSslOptions()));
  }

  /** From now on announces the end of a connection with every response of that number. */
  public void requestsPerConnection(int number) {
    requestsPerConnection = number;
  }

  private void serve(NetSocket socket) {
    socket.exceptionHandler(_ -> {});
    AtomicInteger served = new AtomicInteger();
    socket.handler(
        _ -> {
          requests.incrementAndGet();
          clients.add(client(socket));
          boolean last = served.incrementAndGet() >= requestsPerConnection;
          var written = socket.write(last ? FakeBackend.last("[]") : FakeBackend.ok("[]"));
          if (last) {
            written.compose(done -> socket.close()).onComplete(_ -> {});
          }
        });
  }

  private static String client(NetSocket socket) {
    try {
      X509Certificate shown = (X509Certificate) socket.sslSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    } catch (SSLPeerUnverifiedException _) {
      return "nobody";
    }
  }

  public URI url() {
    return URI.create("https://localhost:" + port);
  }

  /** The same by its address. */
  public URI urlByAddress() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** The subjects of the certificates that clients have shown with their requests. */
  public Set<String> clients() {
    return Set.copyOf(clients);
  }

  /** How many requests have come. */
  public int requests() {
    return requests.get();
  }
}
