package io.tributary.tracing;

import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import org.jspecify.annotations.Nullable;

/** Says in words why spans were not exported. Stateless. */
final class ExportFailure {
  private ExportFailure() {}

  /** One line, from what an exporter failed with, if it says. */
  static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case GrpcExportException refused when refused.failedWithResponse() ->
          "the receiver answered with gRPC status %s %s"
              .formatted(
                  refused.getResponse().getStatusCode(),
                  refused.getResponse().getStatusDescription())
              .strip();
      case HttpExportException refused when refused.failedWithResponse() ->
          "the receiver answered with status " + refused.getResponse().getStatusCode();
      case null -> "the exporter gave up";
      default -> firstWithMessage(failure);
    };
  }

  private static String firstWithMessage(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? line(failure) : line(cause);
  }

  private static String line(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("");
  }
}
