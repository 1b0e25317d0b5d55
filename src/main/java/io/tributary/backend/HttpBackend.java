package io.tributary.backend;

import io.tributary.aggregate.Deadline;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;

/** A backend over HTTP/1.1: one {@link Exchange} a call. For one event loop. */
final class HttpBackend implements Backend {
  private static final CharSequence REQUEST_TIMEOUT_MS =
      HttpHeaders.createOptimized("request-timeout-ms");

  private final BackendSpec spec;
  private final LoopClient client;

  HttpBackend(BackendSpec spec, LoopClient client) {
    this.spec = spec;
    this.client = client;
  }

  @Override
  public Future<Buffer> call(Call call, Deadline deadline) {
    long left = Math.max(1, deadline.remainingMillis());
    MultiMap headers = call.headers();
    headers.set(REQUEST_TIMEOUT_MS, Long.toString(left));
    RequestOptions options =
        new RequestOptions()
            .setHost(spec.host())
            .setPort(spec.port())
            .setSsl(spec.tls())
            .setURI(call.uri())
            .setHeaders(headers)
            .setConnectTimeout(left);
    try {
      return new Exchange(client, options, call, deadline, spec.maxBody()).start();
    } catch (RuntimeException bug) { // policies around this count on a future
      return Future.failedFuture(bug);
    }
  }
}
