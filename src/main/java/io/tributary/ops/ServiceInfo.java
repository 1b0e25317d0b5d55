package io.tributary.ops;

import io.tributary.scope.Build;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.LongSupplier;

/** What runs: {@code /info}, in the shape of Spring Boot's actuator. Has no secrets. Stateless. */
public final class ServiceInfo {
  private ServiceInfo() {}

  /**
   * The endpoint.
   *
   * @param generation counts the configurations that were in force, with the present one
   */
  public static Endpoint endpoint(LongSupplier generation) {
    return Endpoint.open(
        "/info", exchange -> exchange.respond(200, Exchange.JSON, now(generation).toBuffer()));
  }

  private static JsonMembers now(LongSupplier generation) {
    return new JsonMembers()
        .put(
            "build",
            new JsonMembers()
                .put("name", "tributary")
                .put("version", Build.version().orElse("unknown")))
        .put("java", new JsonMembers().put("version", Runtime.version().toString()))
        .put("configuration", new JsonMembers().put("generation", generation.getAsLong()))
        .put("process", new JsonMembers().put("started", started()));
  }

  private static String started() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()).toString();
  }
}
