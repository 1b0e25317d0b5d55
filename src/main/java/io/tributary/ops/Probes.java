package io.tributary.ops;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** What orchestrators ask: {@code /livez} and {@code /readyz}. */
public final class Probes {
  private Probes() {}

  /** The endpoints that report this readiness. */
  public static List<Endpoint> endpoints(Readiness readiness) {
    return List.of(
        Endpoint.open("/livez", exchange -> respond(exchange, readiness.livez())),
        Endpoint.open("/readyz", exchange -> respond(exchange, readiness.readyz())));
  }

  private static void respond(Exchange exchange, Readiness.Probe probe) {
    exchange.respond(probe.status(), Exchange.TEXT, Buffer.buffer(probe.text() + "\n"));
  }
}
