package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.tributary.support.Authority;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsBackend;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first call to a backend over TLS, in a process that has just started. An event loop that
 * loads the classes for it is blocked for longer than all other calls may wait.
 */
final class TlsFirstCallIT {
  private static final Pattern OF_TLS =
      Pattern.compile(
          " (sun\\.security|com\\.sun\\.crypto|javax\\.net\\.ssl|io\\.netty\\.handler\\.ssl)\\.");

  /** What a start takes at most until its warm-up is ended. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(5);

  private static final int STARTS = 2;

  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  @ParameterizedTest(name = "A7: the first call over TLS, {0} with {1}")
  @CsvSource({"web,ecp256", "web,rsa2048", "lean,ecp256", "lean,rsa2048"})
  void findsTheClassesOfTlsLoaded(String transport, CertificateBuilder.Algorithm algorithm)
      throws Exception {
    TlsWarmUp.once(folder); // of this process, which plays the backend
    Authority authority = Authority.create(folder);
    TlsBackend backend = TlsBackend.start(vertx, authority.issue("localhost", algorithm));
    String yaml =
        """
        backends:
          users: { url: "%s", transport: %s, tls: { ca: "%s" } }
        aggregates:
          /aggregate:
            parts: { users: { backend: users, path: /users } }
        """
            .formatted(backend.url(), transport, authority.certificate());
    Path loaded = folder.resolve("classes.log");
    ServiceProcess.Launch logsClasses =
        (where, config) ->
            JarProcess.startWith(where, List.of("-Xlog:class+load:file=" + loaded), config);
    boolean warm = false;
    for (int i = 0; i < STARTS && !warm; i++) {
      warm = isWarm(yaml, logsClasses, loaded, transport + ", " + algorithm);
    }
    assumeTrue(warm, "this machine is too busy: each warm-up was ended by its time limit");
  }

  /** Returns false if its warm-up may have been ended by its time limit, which shows nothing. */
  private boolean isWarm(String yaml, ServiceProcess.Launch logsClasses, Path loaded, String what)
      throws Exception {
    try (ServiceProcess service = ServiceProcess.start(folder, yaml, logsClasses)) {
      if (service.untilReady().compareTo(LONGEST_WARM_UP) >= 0) {
        return false;
      }
      long before = classesOfTls(loaded);
      long begun = System.nanoTime();
      HttpResponse<String> first = service.get("/aggregate");
      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      long more = classesOfTls(loaded) - before;
      System.out.printf(
          "%s: ready after %d ms, first call to an https backend %d ms, %d classes after %d%n",
          what, service.untilReady().toMillis(), taken.toMillis(), more, before);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
      assertThat(service.process().out()).doesNotContain("Warm-up failed");
      assertThat(more).isLessThan(before / 10);
      return true;
    }
  }

  private static long classesOfTls(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> OF_TLS.matcher(line).find()).count();
    }
  }
}
