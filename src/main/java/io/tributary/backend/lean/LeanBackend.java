package io.tributary.backend.lean;

import io.tributary.backend.Backend;
import io.tributary.backend.Call;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A backend over HTTP/1.1: one {@link Exchange} a call. For one event loop. */
public final class LeanBackend implements Backend {
  private final ConnectionPool connections;
  private final int maxBody;

  public LeanBackend(ConnectionPool connections, int maxBody) {
    this.connections = connections;
    this.maxBody = maxBody;
  }

  @Override
  public Future<Buffer> call(Call call, Deadline deadline) {
    try {
      return new Exchange(connections, call, deadline, maxBody).start();
    } catch (RuntimeException bug) { // policies around this count on a future
      return Future.failedFuture(bug);
    }
  }
}
