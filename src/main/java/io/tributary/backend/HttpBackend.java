package io.tributary.backend;

import io.tributary.aggregate.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

/** A backend over HTTP/1.1: one {@link Exchange} a call. For one event loop. */
final class HttpBackend implements Backend {
  private final BackendSpec spec;
  private final LoopClient client;

  HttpBackend(BackendSpec spec, LoopClient client) {
    this.spec = spec;
    this.client = client;
  }

  @Override
  public Future<Buffer> call(Call call, Deadline deadline) {
    long left = Math.max(1, deadline.remainingMillis());
    RequestOptions options =
        new RequestOptions()
            .setHost(spec.host())
            .setPort(spec.port())
            .setSsl(spec.tls())
            .setURI(call.uri())
            .setConnectTimeout(left);
    try {
      return new Exchange(client, options, call, deadline, spec.maxBody()).start();
    } catch (RuntimeException bug) { // policies around this count on a future
      return Future.failedFuture(bug);
    }
  }
}
