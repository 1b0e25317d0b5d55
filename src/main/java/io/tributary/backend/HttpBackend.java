package io.tributary.backend;

import io.tributary.aggregate.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A backend over HTTP/1.1: one {@link Exchange} a call. For one event loop. */
final class HttpBackend implements Backend {
  private final Connections connections;
  private final int maxBody;

  HttpBackend(Connections connections, int maxBody) {
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
