package io.tributary.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Counts the spans that an exporter exports, and those that it fails to export. Thread-safe. */
record ObservedExporter(SpanExporter exporter, Backlog backlog, DroppedSpans dropped)
    implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size(); // the collection is used again after the export
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(
        () -> {
          backlog.left(count);
          if (!result.isSuccess()) {
            dropped.add(count, ExportFailure.reason(result.getFailureThrowable()));
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
