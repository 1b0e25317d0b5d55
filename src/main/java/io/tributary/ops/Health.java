package io.tributary.ops;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What JVM tools ask: {@code /health} and its groups, in the shape of Spring Boot's actuator. The
 * statuses are those of {@code /readyz} and {@code /livez}. Thread-safe.
 */
public final class Health {
  private final Readiness readiness;
  private final Supplier<SortedMap<String, String>> backends;

  /**
   * Creates the resource.
   *
   * @param backends the condition of each backend in a few words, by name. It has no effect on the
   *     status: the other parts are still served, and a restart heals no backend
   */
  public Health(Readiness readiness, Supplier<SortedMap<String, String>> backends) {
    this.readiness = readiness;
    this.backends = backends;
  }

  /** The endpoints. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.open("/health", exchange -> respond(exchange, readiness.readyz(), everything())),
        Endpoint.open(
            "/health/readiness", exchange -> respond(exchange, readiness.readyz(), service())),
        Endpoint.open(
            "/health/liveness",
            exchange ->
                respond(
                    exchange,
                    readiness.livez(),
                    new JsonMembers().put("workers", component(readiness.livez())))));
  }

  private JsonMembers service() {
    return new JsonMembers()
        .put("readiness", component(readiness.readyz()))
        .put("workers", component(readiness.livez()));
  }

  private JsonMembers everything() {
    return service().put("backends", up(conditions())).put("memory", up(MemoryUse.now()));
  }

  private JsonMembers conditions() {
    JsonMembers conditions = new JsonMembers();
    backends.get().forEach(conditions::put);
    return conditions;
  }

  private static JsonMembers component(Readiness.Probe probe) {
    return component(status(probe), new JsonMembers().put("reason", probe.text()));
  }

  private static JsonMembers up(JsonMembers details) {
    return component("UP", details);
  }

  private static JsonMembers component(String status, JsonMembers details) {
    return new JsonMembers().put("status", status).put("details", details);
  }

  private static String status(Readiness.Probe probe) {
    return probe.status() == 200 ? "UP" : "DOWN";
  }

  private static void respond(Exchange exchange, Readiness.Probe probe, JsonMembers components) {
    JsonMembers health =
        new JsonMembers().put("status", status(probe)).put("components", components);
    exchange.respond(probe.status(), Exchange.JSON, health.toBuffer());
  }
}
