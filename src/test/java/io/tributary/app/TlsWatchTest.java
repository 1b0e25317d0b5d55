package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import io.tributary.support.Authority;
import io.tributary.support.BackendSettings;
import io.tributary.support.Eventually;
import io.tributary.support.HeldTimers;
import io.tributary.support.Patience;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are looked at every five seconds; here a test says when they are over. */
class TlsWatchTest {
  private final Vertx vertx = TestVertx.create();
  private final RecordedLogs logs = new RecordedLogs();
  private final HeldTimers timers = new HeldTimers(Duration.ofSeconds(5));

  @TempDir Path folder = Path.of("");

  private Path ca = Path.of("");
  private TlsSettings tls;
  private TlsWatch watch;

  @BeforeEach
  void start() throws Exception {
    ca = folder.resolve("ca.pem");
    write(Authority.create(folder));
    BackendConfig backend =
        BackendSettings.at(URI.create("https://users.example"))
            .tls(
                new TlsConfig(
                    Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty()))
            .build();
    tls = TlsSettings.read(List.of(backend));
    watch =
        TlsWatch.start(vertx, tls.of(backend).map(TlsWatch.Watched::of).stream().toList(), timers);
  }

  @AfterEach
  void stop() {
    logs.close();
    TestVertx.close(vertx);
  }

  @Test
  void saysNothingWhileNothingChanges() throws Exception {
    fiveSecondsPass();
    fiveSecondsPass();
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  void saysOnceThatNewContentIsInForce() throws Exception {
    write(Authority.create(folder));
    fiveSecondsPass();
    fiveSecondsPass();
    assertThat(logs.lines())
        .containsExactly("INFO Backend users: certificates reloaded, new connections use them");
  }

  @Test
  void saysOnceAChangeWhichFileIsBrokenAndHow() throws Exception {
    Files.writeString(ca, "-----BEGIN CERTIFICATE-----\nMIIB");
    fiveSecondsPass();
    fiveSecondsPass();
    Files.delete(ca);
    fiveSecondsPass();
    fiveSecondsPass();
    String line =
        "WARN Backend users: certificates not reloaded, the previous ones stay in use: " + ca;
    assertThat(logs.lines())
        .containsExactly(
            line + " has no certificate (BEGIN CERTIFICATE)",
            line + " cannot be read: there is no such file");
  }

  @Test
  void looksNoMoreWhenItIsStopped() throws Exception {
    fiveSecondsPass();
    watch.stop();
    assertThat(Eventually.holds(Patience.HANG, timers::none)).isLessThan(Patience.HANG);
  }

  /** Returns when the files were looked at. */
  private void fiveSecondsPass() throws InterruptedException {
    timers.take().run();
    timers.awaitOne();
  }

  private void write(Authority authority) throws Exception {
    Files.writeString(ca, Files.readString(authority.certificate()));
  }
}
