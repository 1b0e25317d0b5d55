package io.tributary.backend;

import io.tributary.backend.address.HostResolver;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The dependencies of the transports of one event loop. Immutable.
 *
 * @param hosts resolves names on that event loop
 * @param tls the TLS settings of all backends, shared by all event loops
 * @param singleUses which backends have sent unsolicited responses, shared by all event loops
 * @param clock the event loop's clock
 * @param longestCall upper limit of the connect timeout; each call's deadline limits it further
 */
public record TransportContext(
    Vertx vertx,
    HostResolver hosts,
    TlsSettings tls,
    SingleUses singleUses,
    Clock clock,
    Duration longestCall,
    ConnectionObserver observer) {
  /** Runs a task in the next turn of the event loop. */
  public void nextTurn(Runnable task) {
    vertx.runOnContext(_ -> task.run());
  }
}
