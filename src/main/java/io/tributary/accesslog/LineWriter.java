package io.tributary.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.config.AccessLogConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue of entries and the thread that writes them. The thread looks at the queue in
 * intervals, because waking it for each entry would cost the event loop more than the entry itself.
 * Thread-safe.
 */
final class LineWriter {
  /** Entries that may wait: those of a tenth of a second at 40,000 requests a second. */
  static final int CAPACITY = 4096;

  /** About 64 KiB of lines. */
  private static final int BATCH = 256;

  private static final long INTERVAL_MILLIS = 50;

  /** So long the thread may take at the end. It takes as long only if the output blocks. */
  private static final long LAST_MILLIS = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);

  private final BlockingQueue<AccessEntry> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final ScheduledExecutorService thread;
  private final AccessLogConfig.Format format;
  private final Fields fields;
  private final LineSink sink;
  private final LongConsumer leftOut;
  private final StringBuilder text = new StringBuilder();
  private final List<AccessEntry> batch = new ArrayList<>(BATCH);
  private boolean failing;

  LineWriter(AccessLogConfig.Format format, Fields fields, LineSink sink, LongConsumer leftOut) {
    this.format = format;
    this.fields = fields;
    this.sink = sink;
    this.leftOut = leftOut;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("access-log").daemon().factory());
  }

  /** Starts the thread. */
  LineWriter start() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::writeAll, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Queues an entry, or leaves it out. */
  void add(AccessEntry entry) {
    if (!queue.offer(entry)) {
      leftOut.accept(1);
    }
  }

  /** Writes what is queued. Called by the thread. */
  void writeAll() {
    while (queue.drainTo(batch, BATCH) > 0) {
      write();
      batch.clear();
    }
  }

  private void write() {
    for (AccessEntry entry : batch) {
      switch (format) {
        case JSON -> JsonLine.append(text, fields, entry);
        case LOGFMT -> LogfmtLine.append(text, fields, entry);
      }
    }
    ByteBuffer lines = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    text.setLength(0);
    try {
      sink.write(lines);
      if (failing) {
        failing = false;
        LOG.info("The access log is written again");
      }
    } catch (IOException failed) {
      if (!failing) {
        failing = true;
        LOG.warn("The access log cannot be written, and lines are left out: {}", failed.toString());
      }
      leftOut.accept(batch.size());
    }
  }

  /** Writes what is queued and ends the thread; an output that blocks is given up. */
  void close() {
    thread.execute(this::writeAll);
    thread.shutdown();
    try {
      if (thread.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
        sink.close();
      } else {
        LOG.warn("The access log blocks, and its last lines are left out");
      }
    } catch (IOException | InterruptedException gaveUp) {
      LOG.warn("The access log was not closed", gaveUp);
    }
  }
}
