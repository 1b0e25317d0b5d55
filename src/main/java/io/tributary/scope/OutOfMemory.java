package io.tributary.scope;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when memory runs out, with one line on standard error and the exit status
 * {@value #EXIT_STATUS}, which is also that of {@code -XX:+ExitOnOutOfMemoryError}. After an {@link
 * OutOfMemoryError} any thread may have lost its work, and a process that goes on may never answer
 * again. Thread-safe.
 *
 * <p>The JVM has no hook for the error, and libraries catch it. So it is looked for wherever a
 * failure arrives, and a thread allocates a little memory twice a second to see whether there is
 * any.
 */
public final class OutOfMemory {
  /** The exit status of the process. */
  public static final int EXIT_STATUS = 3;

  private static final int PROBE_BYTES = 256 * 1024;
  private static final long PROBE_NANOS = 500_000_000;
  private static final int MAX_CAUSES = 8;

  /** Prepared, because there may be no memory left to create it. */
  private static final byte[] LINE =
      "Out of memory: the process ends with status 3. Give it more memory, or lower its limits.\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** Keeps the JIT compiler from leaving out the allocation. */
  private static final AtomicReference<byte @Nullable []> PROBE = new AtomicReference<>();

  private static final LastLine LAST_LINE =
      new LastLine(
          LINE,
          new FileOutputStream(FileDescriptor.err),
          Duration.ofMillis(500),
          () -> Runtime.getRuntime().halt(EXIT_STATUS));

  private OutOfMemory() {}

  /** Starts the threads that probe and write, and looks at every exception that ends a thread. */
  public static void watch() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          endProcessIfCauseOf(failure);
          // The logger is not made before, because the start would wait for it.
          LoggerFactory.getLogger(OutOfMemory.class)
              .error("Uncaught exception in thread {}", thread.getName(), failure);
        });
    LAST_LINE.prepare();
    Thread.ofPlatform().daemon().name("memory-probe").start(OutOfMemory::probe);
  }

  private static void probe() {
    try {
      while (true) {
        PROBE.set(new byte[PROBE_BYTES]);
        PROBE.set(null);
        LockSupport.parkNanos(PROBE_NANOS);
      }
    } catch (OutOfMemoryError none) {
      LAST_LINE.write();
    }
  }

  /** Ends the process if a failure is an {@link OutOfMemoryError} or was caused by one. */
  public static void endProcessIfCauseOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof OutOfMemoryError) {
        LAST_LINE.write();
      }
      cause = cause.getCause();
    }
  }
}
