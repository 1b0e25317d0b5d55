package io.tributary.console;

import io.tributary.config.BackendConfig;
import io.tributary.console.LastFailures.LastFailure;
import java.util.Locale;

/** Writes what is known of a backend. Not thread-safe. */
final class BackendsJson {
  private static final long MILLIS = 1000;

  private final Json json;
  private final ConsoleSources sources;
  private final BackendConnections connections;

  BackendsJson(Json json, ConsoleSources sources, BackendConnections connections) {
    this.json = json;
    this.sources = sources;
    this.connections = connections;
  }

  void add(BackendConfig backend, BackendActivity.Seen seen) {
    String name = backend.name();
    json.object()
        .text("name", name)
        .text("url", url(backend))
        .text("transport", backend.transport().word())
        .text("protocol", backend.protocol().word())
        .texts("addresses", seen.peers())
        .number("connections", connections.connections(name))
        .number("streams", connections.streams(name))
        .number("calls", sources.callsTo(name))
        .number("maxConcurrent", backend.maxConcurrent())
        .number("timeoutMs", backend.timeout().toMillis())
        .text("breaker", connections.breaker(name))
        .array("seconds");
    seen.seconds().forEach(this::add);
    json.endArray()
        .millis("p50", seen.p50())
        .millis("p95", seen.p95())
        .millis("p99", seen.p99())
        .array("failures");
    seen.failures().forEach(this::add);
    json.endArray().endObject();
  }

  private static String url(BackendConfig backend) {
    String scheme = backend.origin().scheme().name().toLowerCase(Locale.ROOT);
    return scheme + "://" + backend.origin().authority() + backend.pathPrefix().visible();
  }

  private void add(Seconds.Second second) {
    json.object()
        .number("t", second.at())
        .number("calls", second.all())
        .number("failed", second.failed())
        .millis("p50", second.p50())
        .millis("p99", second.p99())
        .endObject();
  }

  private void add(LastFailure failure) {
    json.object()
        .number("time", failure.second() * MILLIS)
        .text("reason", failure.reason().code())
        .text("message", failure.message())
        .text("requestId", failure.requestId())
        .text("part", failure.part())
        .text("route", failure.route())
        .number("count", failure.count())
        .endObject();
  }
}
