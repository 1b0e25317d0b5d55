package io.tributary.scope;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The last line of a process that cannot go on, written before it ends. It ends soon, also if
 * nobody reads the line: the stream can be a pipe that is full. All that this needs is prepared,
 * because there may be no memory left for it. Thread-safe.
 */
final class LastLine {
  private final byte[] line;
  private final OutputStream out;
  private final long mostNanos;
  private final Runnable end;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Thread writer =
      Thread.ofPlatform().daemon().name("last-line").unstarted(this::writeWhenAsked);

  /**
   * @param atMost the longest that the line may take
   * @param end ends the process
   */
  LastLine(byte[] line, OutputStream out, Duration atMost, Runnable end) {
    this.line = line;
    this.out = out;
    this.mostNanos = atMost.toNanos();
    this.end = end;
  }

  /** Starts the thread that writes. */
  void prepare() {
    writer.start();
  }

  /** Writes the line and ends the process. Blocks until then. */
  void write() {
    long begun = System.nanoTime();
    asked.set(true);
    LockSupport.unpark(writer);
    for (long left = mostNanos; left > 0; left = begun + mostNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    end.run();
  }

  private void writeWhenAsked() {
    while (!asked.get()) {
      LockSupport.park();
    }
    try {
      out.write(line);
    } catch (IOException closed) {
      // nobody reads it; the exit status remains
    } finally {
      end.run();
    }
  }
}
