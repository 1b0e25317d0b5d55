package io.tributary.app;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running service has what its files say in force, without being told to. */
class FollowedFilesTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private String config(String path) {
    return """
    deadline: 60s
    backends: { b: { url: "%s", headers: { X-Token: "${file:%s}" } } }
    aggregates: { %s: { parts: { a: { backend: b, path: / } } } }
    """
        .formatted(backend.url(), folder.resolve("secrets").resolve("token"), path);
  }

  @Test
  void whatIsWrittenIsInForce() throws Exception {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("token"), "one");
    try (ReloadingService service = ReloadingService.start(folder, config("/a"))) {
      assertThat(service.get("/a").statusCode()).isEqualTo(200);
      service.write(config("/b"));
      awaitGeneration(service, 2);
      assertThat(service.get("/b").statusCode()).isEqualTo(200);
      assertThat(service.get("/a").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void volumesOfKubernetesThatAreSwappedAreInForce() throws Exception {
    Path configMap = Files.createDirectory(folder.resolve("config"));
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    mount(secrets, "token", "..2026_1", "one");
    mount(configMap, "tributary.yaml", "..2026_1", ReloadingService.PORTS + config("/a"));
    try (ReloadingService service = ReloadingService.start(configMap.resolve("tributary.yaml"))) {
      assertThat(service.get("/a").statusCode()).isEqualTo(200);
      swap(secrets, "token", "..2026_2", "two");
      awaitGeneration(service, 2);
      assertThat(service.get("/a").statusCode()).isEqualTo(200);
      assertThat(backend.heads().getLast()).containsIgnoringCase("x-token: two\r\n");
      swap(configMap, "tributary.yaml", "..2026_2", ReloadingService.PORTS + config("/b"));
      awaitGeneration(service, 3);
      assertThat(service.get("/b").statusCode()).isEqualTo(200);
      assertThat(service.metrics().value("tributary_config_reloads_total", "result=refused"))
          .isZero();
    }
  }

  private static void awaitGeneration(ReloadingService service, int number) {
    service.eventually(metrics -> metrics.value("tributary_config_generation") == number);
  }

  /** A volume as the kubelet makes it: the file is a link into a folder that a link names. */
  private static void mount(Path volume, String file, String version, String text)
      throws IOException {
    swap(volume, file, version, text);
    Files.createSymbolicLink(volume.resolve(file), Path.of("..data", file));
  }

  /** The next content, as the kubelet puts it there: the folder before is deleted at once. */
  private static void swap(Path volume, String file, String version, String text)
      throws IOException {
    Path data = volume.resolve("..data");
    Path before = Files.exists(data) ? data.toRealPath() : data;
    Files.writeString(Files.createDirectory(volume.resolve(version)).resolve(file), text);
    Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(version));
    Files.move(volume.resolve("..data_tmp"), data, ATOMIC_MOVE);
    if (!before.equals(data)) {
      Files.delete(before.resolve(file));
      Files.delete(before);
    }
  }
}
