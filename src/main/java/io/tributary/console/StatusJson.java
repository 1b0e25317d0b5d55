package io.tributary.console;

import io.tributary.ops.ConfigStatus;
import io.tributary.scope.Build;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Writes what the service is and how it is at present. Stateless. */
final class StatusJson {
  private StatusJson() {}

  static void add(
      Json json,
      long time,
      ConsoleSources.Now now,
      ConfigStatus configuration,
      List<Seconds.Second> seconds) {
    Runtime jvm = Runtime.getRuntime();
    json.number("time", time)
        .flag("ready", now.ready())
        .text("readiness", now.readiness())
        .text("version", Build.version().orElse("unknown"))
        .text("java", Runtime.version().toString())
        .number("startedAt", ManagementFactory.getRuntimeMXBean().getStartTime())
        .number("generation", configuration.generation())
        .number("generationSince", configuration.loadedAt().toEpochMilli())
        .number("inFlight", now.inFlight())
        .number("limit", now.limit())
        .number("maxInFlight", now.maxInFlight())
        .number("connections", now.connections())
        .number("maxConnections", now.maxConnections())
        .number("bytes", now.bytes())
        .number("maxBytes", now.maxBytes())
        .number("heap", jvm.totalMemory() - jvm.freeMemory())
        .number("maxHeap", jvm.maxMemory())
        .array("seconds");
    for (Seconds.Second second : seconds) {
      json.object()
          .number("t", second.at())
          .number("requests", second.all())
          .number("failed", second.failed())
          .number("partial", second.partial())
          .millis("p50", second.p50())
          .millis("p99", second.p99())
          .endObject();
    }
    json.endArray();
  }
}
