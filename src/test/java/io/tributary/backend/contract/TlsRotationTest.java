package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import io.tributary.support.Authority;
import io.tributary.support.Certificate;
import io.tributary.support.Eventually;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsBackend;
import io.tributary.support.TlsWarmUp;
import io.tributary.tls.Change;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Certificates change in use, and no call fails by it. */
@EveryHttp1Transport
class TlsRotationTest {
  private static final int CALLERS = 4;

  @RegisterExtension final Wire wire;

  @TempDir Path folder = Path.of("");

  private final AtomicInteger answered = new AtomicInteger();
  private final List<Throwable> failed = new CopyOnWriteArrayList<>();
  private volatile boolean stop;

  private Authority authority;
  private TlsConfig files;

  TlsRotationTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @BeforeEach
  void writeFiles() throws Exception {
    TlsWarmUp.once(folder);
    authority = Authority.create(folder);
    files =
        new TlsConfig(
            Optional.of(Files.copy(authority.certificate(), folder.resolve("ca.pem"))),
            Optional.of(folder.resolve("client.pem")),
            Optional.of(folder.resolve("client.key")),
            Optional.of("localhost"));
    write(authority.issue("old"));
  }

  @Test
  void failsNoCallWhenBothSidesGetNewCertificatesOfANewAuthority() throws Exception {
    Authority next = Authority.create(folder);
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    backend.requestsPerConnection(10);
    BackendConfig config =
        wire.at(backend.urlByAddress()).maxConcurrent(CALLERS).tls(files).build();
    TlsSettings settings = Wire.tls(config);
    BackendTls tls = settings.of(config).orElseThrow();
    Wire.Pipe pipe = wire.pipe(config, settings);
    List<Future<Buffer>> callers =
        IntStream.range(0, CALLERS).mapToObj(_ -> callOnAndOn(pipe)).toList();
    awaitCalls(100);

    // trust both, then the backend changes, then the client's own, then trust the new one alone
    trust(authority, next);
    assertThat(tls.reload()).isEqualTo(new Change.Read());
    awaitCalls(100);
    backend.show(next.issue("localhost"), authority);
    awaitCalls(100);
    write(authority.issue("new"));
    assertThat(tls.reload()).isEqualTo(new Change.Read());
    awaitCalls(100);
    trust(next);
    assertThat(tls.reload()).isEqualTo(new Change.Read());
    awaitCalls(100);

    stop = true;
    Future<?> _ = TestVertx.await(Future.join(callers).map(Future::succeededFuture));
    assertThat(failed).isEmpty();
    assertThat(backend.clients()).containsExactlyInAnyOrder("CN=old", "CN=new");
    assertThat(wire.tlsFailures()).isEmpty();
  }

  @Test
  void keepsTheOldOnesWhileTheNewAreBroken() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    backend.requestsPerConnection(1);
    BackendConfig config = wire.at(backend.urlByAddress()).tls(files).build();
    TlsSettings settings = Wire.tls(config);
    BackendTls tls = settings.of(config).orElseThrow();
    Wire.Pipe pipe = wire.pipe(config, settings);

    write(certificate(), "-----BEGIN CERTIFICATE-----\nMIIB");
    assertThat(tls.reload()).isInstanceOf(Change.Refused.class);
    assertThat(pipe.body("/a")).isEqualTo("[]");
    Files.delete(certificate());
    assertThat(tls.reload()).isInstanceOf(Change.Refused.class);
    assertThat(pipe.body("/a")).isEqualTo("[]");
    assertThat(backend.clients()).containsExactly("CN=old");

    write(authority.issue("new"));
    assertThat(tls.reload()).isEqualTo(new Change.Read());
    assertThat(pipe.body("/a")).isEqualTo("[]");
    assertThat(backend.clients()).containsExactlyInAnyOrder("CN=old", "CN=new");
  }

  private Future<Buffer> callOnAndOn(Wire.Pipe pipe) {
    return pipe.start("/a", Wire.LONG)
        .onSuccess(_ -> answered.incrementAndGet())
        .onFailure(failed::add)
        .eventually(() -> stop ? Future.succeededFuture() : callOnAndOn(pipe));
  }

  private void awaitCalls(int more) {
    int before = answered.get();
    assertThat(
            Eventually.holds(Wire.LONG, () -> answered.get() >= before + more || !failed.isEmpty()))
        .isLessThan(Wire.LONG);
  }

  private void trust(Authority... authorities) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Authority one : authorities) {
      all.append(Files.readString(one.certificate())).append('\n');
    }
    write(files.ca().orElseThrow(), all.toString());
  }

  private void write(Certificate client) throws IOException {
    write(files.key().orElseThrow(), Files.readString(client.key()));
    write(certificate(), Files.readString(client.certificate()));
  }

  private Path certificate() {
    return files.certificate().orElseThrow();
  }

  /** As whoever renews certificates does it: nobody sees half a file. */
  private void write(Path file, String content) throws IOException {
    Path whole = Files.writeString(folder.resolve("new.tmp"), content);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
