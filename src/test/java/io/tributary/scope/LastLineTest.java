package io.tributary.scope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastLineTest {
  private static final byte[] LINE = "Bye\n".getBytes(US_ASCII);

  private final CountDownLatch ended = new CountDownLatch(1);

  private LastLine line(OutputStream out, Duration atMost) {
    LastLine line = new LastLine(LINE, out, atMost, ended::countDown);
    line.prepare();
    return line;
  }

  private void endsAfter(LastLine line) throws InterruptedException {
    Thread.ofPlatform().daemon().start(line::write);
    assertThat(ended.await(Patience.HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void isWrittenBeforeTheEnd() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    endsAfter(line(out, Duration.ofMinutes(1))); // which it does not wait for
    assertThat(out.toByteArray()).isEqualTo(LINE);
  }

  @Test
  void a3DoesNotKeepAliveWhatNobodyReads() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            try {
              read.await();
            } catch (InterruptedException stopped) {
              throw new IOException(stopped);
            }
          }
        };
    endsAfter(line(full, Duration.ofMillis(10)));
    read.countDown();
  }

  @Test
  void endsIfTheStreamIsClosed() throws Exception {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            throw new IOException("closed");
          }
        };
    endsAfter(line(closed, Duration.ofMinutes(1)));
  }
}
