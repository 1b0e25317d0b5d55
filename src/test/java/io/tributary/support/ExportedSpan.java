package io.tributary.support;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A span that a receiver got, with ids and attributes as text. Immutable. */
public record ExportedSpan(Span span) {
  /** Its name. */
  public String name() {
    return span.getName();
  }

  /** {@code SERVER}, {@code CLIENT} or {@code INTERNAL}. */
  public String kind() {
    return span.getKind().name().replace("SPAN_KIND_", "");
  }

  /** The id of its trace. */
  public String trace() {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  /** Its own id. */
  public String id() {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** The id of the span that it is under; empty if it is under none. */
  public String parent() {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  /** Whether its status says that it failed. */
  public boolean failed() {
    return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  /** The names of its events, in order. */
  public List<String> events() {
    return span.getEventsList().stream().map(Span.Event::getName).toList();
  }

  /** Its attributes. */
  public Map<String, String> attributes() {
    return attributes(span.getAttributesList());
  }

  /** An attribute; empty if it has none of this name. */
  public String get(String name) {
    return attributes().getOrDefault(name, "");
  }

  /** Attributes as text, by name. */
  public static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> attributes = new TreeMap<>();
    list.forEach(one -> attributes.put(one.getKey(), text(one.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.getStringValue();
    };
  }

  @Override
  public String toString() {
    return "%s %s %s under %s %s %s %s"
        .formatted(
            kind(), name(), id(), parent(), failed() ? "failed" : "", attributes(), events());
  }
}
