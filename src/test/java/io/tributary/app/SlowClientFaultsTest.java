package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tributary.support.RawClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Faults of clients that are slow, idle or many. Every test is named after the fault's number. One
 * that reads nothing (65) or a byte now and then (70) is in {@link SlowReadersTest}, one whose head
 * drips (68) in {@link ClientConnectionsTest}, and thousands of each in {@code src/bench/attacks}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientFaultsTest {
  private final Scene scene =
      new Scene(
          """
          server: { host: 127.0.0.1, port: 0, maxConnections: 2000, headTimeout: 5s }
          backends: { b: { url: @backend } }
          aggregates: { /a: { parts: { a: { backend: b, path: /value/a } } } }
          """);

  SlowClientFaultsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  private int connections() {
    return scene.gateway().gateway().limits().connections().open();
  }

  private void assertServes() throws IOException {
    assertThat(scene.get("/a").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("fault 67: 1,000 idle connections keep nobody out, and are closed after the timeout")
  void idleConnections() throws IOException {
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        idle.add(scene.connect());
      }
      assertServes();
      scene.await(() -> connections() == 0);
      assertServes();
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  @DisplayName("fault 69: 200 requests whose bodies drip are answered and closed at once")
  void drippingBodies() throws IOException {
    List<RawClient> dripping = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        dripping.add(scene.connect());
        dripping.getLast().send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
      }
      for (RawClient client : dripping) {
        assertThat(client.answer().status()).isEqualTo(405);
      }
      assertServes();
      scene.await(() -> connections() == 0); // although nobody has closed one here
    } finally {
      for (RawClient client : dripping) {
        client.close();
      }
    }
  }

  @Test
  @DisplayName("fault 71: connections that come and go leave nothing behind, and no descriptor")
  void churn() throws IOException {
    int churned = 2000;
    assertServes();
    scene.await(() -> connections() == 0);
    long before = descriptors();
    for (int i = 0; i < churned; i++) {
      scene.connect().close();
    }
    assertServes();
    scene.await(() -> connections() == 0);
    // Others in this process may have opened some meanwhile: jars, sockets of other tests.
    scene.await(() -> descriptors() < before + churned / 10);
  }

  /** Open files and sockets of this process, in which both sides run; 0 if nobody counts them. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }
}
