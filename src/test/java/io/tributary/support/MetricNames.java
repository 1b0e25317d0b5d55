package io.tributary.support;

import java.util.List;

/**
 * The names under which the service's own metrics are exposed: dashboards and alerts rely on them.
 */
public final class MetricNames {
  /** Every one; a histogram without its {@code _bucket}, {@code _count} and {@code _sum}. */
  public static final List<String> ALL =
      List.of(
          "tributary_aggregate_seconds",
          "tributary_part_seconds",
          "tributary_overhead_seconds",
          "tributary_decided_total",
          "tributary_in_flight",
          "tributary_in_flight_limit",
          "tributary_in_flight_bytes",
          "tributary_client_connections",
          "tributary_connections_cut_total",
          "tributary_shed_total",
          "tributary_protocol_errors_total",
          "tributary_backend_connections",
          "tributary_backend_streams",
          "tributary_backend_unsolicited_total",
          "tributary_backend_breaker_open",
          "tributary_responses_total",
          "tributary_build_info",
          "tributary_direct_memory_bytes",
          "tributary_direct_memory_max_bytes",
          "tributary_transform_seconds",
          "tributary_transform_wait_seconds",
          "tributary_transform_queue_depth",
          "tributary_transform_rejected_total",
          "tributary_transform_overrun_total",
          "tributary_transform_workers",
          "tributary_transform_stuck",
          "tributary_eventloop_lag_seconds",
          "http_client_request_duration_seconds",
          "http_server_active_requests",
          "tributary_access_log_left_out_total",
          "tributary_spans_dropped_total",
          "tributary_config_generation",
          "tributary_config_reloads_total",
          "tributary_config_refused",
          "tributary_schema_mismatches_total",
          "tributary_schema_unchecked_total",
          "http_server_request_duration_seconds");

  private MetricNames() {}
}
