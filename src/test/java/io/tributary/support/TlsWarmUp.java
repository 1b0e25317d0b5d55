package io.tributary.support;

import io.netty.pkitesting.CertificateBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The first handshakes of a JVM load classes for longer than a loop may be blocked. */
public final class TlsWarmUp {
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private TlsWarmUp() {}

  /** Makes some of each kind, good and bad, on a Vert.x that does not mind. */
  public static void once(Path folder) throws Exception {
    if (!DONE.compareAndSet(false, true)) {
      return;
    }
    Vertx vertx = TestVertx.create(Patience.HANG.toMillis());
    Authority authority = Authority.create(folder);
    Certificate localhost = authority.issue("localhost");
    URI open = TlsBackend.start(vertx, localhost).url();
    URI closed = TlsBackend.start(vertx, localhost, authority).url();
    URI elsewhere = TlsBackend.start(vertx, authority.issue("elsewhere")).url();
    ClientSSLOptions trusting =
        new ClientSSLOptions()
            .setTrustOptions(authority.trust())
            .setHostnameVerificationAlgorithm("HTTPS");
    Certificate client = authority.issue("us", CertificateBuilder.Algorithm.ed25519);
    List<Future<NetSocket>> handshakes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      handshakes.add(connect(vertx, open, trusting));
      handshakes.add(connect(vertx, open, new ClientSSLOptions(trusting).setTrustOptions(null)));
      handshakes.add(connect(vertx, elsewhere, trusting));
      handshakes.add(connect(vertx, closed, trusting));
      handshakes.add(connect(vertx, closed, trusting.copy().setKeyCertOptions(client.options())));
    }
    Void _ = TestVertx.await(Future.join(handshakes).<Void>mapEmpty().otherwiseEmpty());
    TestVertx.close(vertx);
  }

  private static Future<NetSocket> connect(Vertx vertx, URI url, ClientSSLOptions options) {
    return vertx
        .createNetClient()
        .connect(
            new ConnectOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setSsl(true)
                .setSslOptions(options))
        .compose(socket -> socket.write("GET / HTTP/1.1\r\n\r\n").map(socket));
  }
}
