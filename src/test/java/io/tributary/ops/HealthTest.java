package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Config;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tools that know Spring Boot's actuator get. */
final class HealthTest {
  private final Vertx vertx = TestVertx.create();
  private final Readiness readiness = new Readiness();
  private final TreeMap<String, String> backends = new TreeMap<>(Map.of("users", "ok"));
  private final ManagementServer server =
      TestVertx.await(
          ManagementServer.listen(
              vertx,
              new Config.Management(
                  "127.0.0.1",
                  0,
                  20,
                  List.of(),
                  Optional.empty(),
                  new Config.Console(false, false)),
              new ManagementServer.Timeouts(Patience.HANG, Patience.HANG),
              new Health(readiness, () -> backends).endpoints()));

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  /** The body of a response that has this status. */
  private JsonObject ask(String path, int status) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      Answer answer = client.get(path).answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      return new JsonObject(answer.body());
    }
  }

  private static JsonObject component(JsonObject health, String name) {
    return health.getJsonObject("components").getJsonObject(name);
  }

  @Test
  void isUpWithEveryComponentWhenItIsReady() throws Exception {
    readiness.ready();
    JsonObject health = ask("/health", 200);
    assertThat(health.getString("status")).isEqualTo("UP");
    assertThat(health.getJsonObject("components").fieldNames())
        .containsExactly("readiness", "workers", "backends", "memory");
    assertThat(component(health, "readiness"))
        .isEqualTo(new JsonObject("{\"status\":\"UP\",\"details\":{\"reason\":\"ready\"}}"));
    JsonObject memory = component(health, "memory").getJsonObject("details");
    assertThat(memory.getLong("heapUsed")).isBetween(1L, memory.getLong("heapMax"));
    assertThat(memory.getLong("directUsed")).isBetween(0L, memory.getLong("directMax"));
  }

  @Test
  void isDownButAliveWhileItIsNotReady() throws Exception {
    JsonObject health = ask("/health", 503);
    assertThat(health.getString("status")).isEqualTo("DOWN");
    assertThat(component(health, "readiness").getString("status")).isEqualTo("DOWN");
    assertThat(component(health, "workers").getString("status")).isEqualTo("UP");
    assertThat(ask("/health/readiness", 503).getString("status")).isEqualTo("DOWN");
    assertThat(ask("/health/liveness", 200).getString("status")).isEqualTo("UP");
  }

  @Test
  void staysUpWhileABackendFails() throws Exception {
    readiness.ready();
    backends.put("orders", "failing: timeout");
    JsonObject health = ask("/health", 200);
    assertThat(component(health, "backends"))
        .isEqualTo(
            new JsonObject(
                "{\"status\":\"UP\",\"details\":{\"orders\":\"failing: timeout\",\"users\":\"ok\"}}"));
  }

  @Test
  void isDownInEveryGroupWhenOnlyARestartHelps() throws Exception {
    readiness.ready();
    readiness.observe(() -> new Ability.Lost("no worker is left"));
    for (String path : List.of("/health", "/health/readiness", "/health/liveness")) {
      JsonObject health = ask(path, 503);
      assertThat(health.getString("status")).isEqualTo("DOWN");
      assertThat(component(health, "workers"))
          .isEqualTo(
              new JsonObject(
                  "{\"status\":\"DOWN\",\"details\":{\"reason\":\"no worker is left\"}}"));
    }
  }

  @Test
  void saysWhatAnOperatorShouldLookAtWhileItIsUp() throws Exception {
    readiness.ready();
    readiness.observe(() -> new Ability.Impaired("1 transform workers are stuck"));
    JsonObject health = ask("/health/readiness", 200);
    assertThat(component(health, "readiness").encode())
        .contains("ready, but 1 transform workers are stuck");
  }
}
