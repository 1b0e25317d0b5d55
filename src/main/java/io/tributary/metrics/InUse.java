package io.tributary.metrics;

/** What is in use at a point in time, and has a gauge. */
public enum InUse {
  REQUESTS("tributary.in.flight", "Requests in flight"),
  ACTIVE_REQUESTS("http.server.active.requests", "Requests in flight, by OpenTelemetry's name"),
  REQUEST_PLACES("tributary.in.flight.limit", "Requests that may be in flight at present"),
  JOBS("tributary.transform.queue.depth", "Jobs waiting for a worker"),
  CONNECTIONS("tributary.client.connections", "Open connections of clients"),
  WORKERS("tributary.transform.workers", "Workers that can run jobs"),
  STUCK_WORKERS("tributary.transform.stuck", "Workers whose job runs past its deadline"),
  GENERATION("tributary.config.generation", "The number of the configuration in force"),
  BYTES("tributary.in.flight.bytes", "Bytes read from backends and not yet written to clients");

  final String meter;
  final String help;

  InUse(String meter, String help) {
    this.meter = meter;
    this.help = help;
  }
}
