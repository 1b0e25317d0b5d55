package io.tributary.app;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BackendState;
import io.tributary.backend.Response;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportBackend;
import io.tributary.config.Origin;
import io.tributary.metrics.Exemplars;
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
record MeasuredTransport(
    Transport transport, MicrometerMetrics metrics, Exemplars exemplars, LongSupplier nanoClock)
    implements Transport {

  @Override
  public TransportBackend to(BackendState state) {
    TransportBackend backend = transport.to(state);
    Origin origin = state.config().origin();
    HttpClientMeters calls = metrics.callsTo(origin.host(), origin.port());
    return new TransportBackend(
        (request, scope) -> {
          long began = nanoClock.getAsLong();
          return backend
              .call(request, scope)
              .onComplete(
                  done -> {
                    String method = request.method().name();
                    long nanos = nanoClock.getAsLong() - began;
                    try (Exemplars.Example _ = exemplars.of(scope.trace(), scope.timeline())) {
                      record(calls, method, done, nanos);
                    }
                  });
        },
        backend::close);
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
