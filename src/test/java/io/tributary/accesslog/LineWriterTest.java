package io.tributary.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AccessLogConfig.Format;
import io.tributary.scope.WallClock;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineWriterTest {
  private static final AccessEntry ENTRY = AccessEntry.unread(null, 0);

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicBoolean full = new AtomicBoolean();
  private final CountDownLatch blocked = new CountDownLatch(1);

  private LineWriter writer(boolean blocks) {
    LineSink sink =
        new LineSink() {
          @Override
          public void write(ByteBuffer lines) throws IOException {
            if (blocks) {
              awaitForEver();
            }
            if (full.get()) {
              throw new IOException("No space left on device");
            }
            written.addAll(UTF_8.decode(lines).toString().lines().toList());
          }

          @Override
          public void close() {}
        };
    return new LineWriter(Format.LOGFMT, new Fields(WallClock.system()), sink, leftOut::addAndGet);
  }

  private void awaitForEver() {
    try {
      blocked.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void eachEntryIsALine() {
    LineWriter writer = writer(false).start();
    for (int i = 0; i < 1000; i++) {
      writer.add(ENTRY);
    }
    assertThat(Eventually.holds(Patience.HANG, () -> written.size() == 1000))
        .isLessThan(Patience.HANG);
    writer.close();
    assertThat(leftOut).hasValue(0);
  }

  @Test
  void whatIsQueuedIsWrittenAtTheEnd() {
    LineWriter writer = writer(false);
    writer.add(ENTRY);
    writer.close();
    assertThat(written).hasSize(1);
  }

  @Test
  void anOutputThatBlocksBlocksNobodyAndIsCounted() {
    LineWriter writer = writer(true).start();
    for (int i = 0; i < 3 * LineWriter.CAPACITY; i++) {
      writer.add(ENTRY);
    }
    assertThat(leftOut).hasValueGreaterThanOrEqualTo(LineWriter.CAPACITY);
    writer.close();
    blocked.countDown();
  }

  @Test
  void aFullDiskIsLoggedOnceAndItsLinesAreCounted() {
    LineWriter writer = writer(false);
    try (RecordedLogs logs = new RecordedLogs()) {
      full.set(true);
      for (int i = 0; i < 3; i++) {
        writer.add(ENTRY);
        writer.writeAll();
      }
      assertThat(leftOut).hasValue(3);
      full.set(false);
      writer.add(ENTRY);
      writer.writeAll();
      assertThat(logs.lines())
          .containsExactly(
              "WARN The access log cannot be written, and lines are left out: java.io.IOException: No"
                  + " space left on device",
              "INFO The access log is written again");
    }
    assertThat(written).hasSize(1);
    writer.close();
  }
}
