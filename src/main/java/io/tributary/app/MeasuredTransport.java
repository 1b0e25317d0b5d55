package io.tributary.app;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.Backend;
import io.tributary.backend.Response;
import io.tributary.backend.Transport;
import io.tributary.config.BackendConfig;
import io.tributary.metrics.HttpClientMeters;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.scope.CancelledException;
import io.vertx.core.AsyncResult;
import java.util.function.LongSupplier;

/**
 * A transport whose calls are measured, connecting and one retry included. What a policy rejects is
 * no call. Confined to one event loop, as its transport is.
 *
 * @param nanoClock a clock in nanoseconds
 */
record MeasuredTransport(Transport transport, MicrometerMetrics metrics, LongSupplier nanoClock)
    implements Transport {

  @Override
  public Backend to(BackendConfig config) {
    Backend backend = transport.to(config);
    HttpClientMeters calls = metrics.callsTo(config.origin().host(), config.origin().port());
    return (request, scope) -> {
      long began = nanoClock.getAsLong();
      return backend
          .call(request, scope)
          .onComplete(
              done -> record(calls, request.method().name(), done, nanoClock.getAsLong() - began));
    };
  }

  private static void record(
      HttpClientMeters calls, String method, AsyncResult<Response> done, long nanos) {
    if (done.succeeded()) {
      calls.succeeded(method, done.result().status(), nanos);
      return;
    }
    switch (done.cause()) {
      case CallFailedException failed when failed.status().isPresent() ->
          calls.refused(method, failed.status().getAsInt(), nanos);
      case CallFailedException failed -> calls.failed(method, failed.reason().code(), nanos);
      case CancelledException _ -> calls.failed(method, "cancelled", nanos);
      case null, default -> calls.failed(method, "_OTHER", nanos);
    }
  }
}
