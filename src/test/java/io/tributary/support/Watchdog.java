package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which a buffer leaked or our code blocked an event loop. Registered for
 * every class through the service loader.
 */
public final class Watchdog implements BeforeAllCallback, AfterAllCallback {
  private static final int ALLOCATIONS_TO_PROVOKE_REPORTS = 200;

  private LoopStalls stalls = new LoopStalls();

  @Override
  public void beforeAll(ExtensionContext context) {
    stalls = LoopStalls.recorded();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stalls.close();
    assertThat(stalls.ours())
        .as("event loops blocked for over %s ms", TestVertx.MAX_LOOP_MILLIS)
        .isEmpty();
    assertThat(leaks()).as("leaked buffers").isEmpty();
  }

  /** A leak shows once its buffer was collected and another one is allocated. */
  public static List<String> leaks() {
    System.gc();
    for (int i = 0; i < ALLOCATIONS_TO_PROVOKE_REPORTS; i++) {
      ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16);
      buffer.release();
    }
    return RecordingLeakDetector.leaks();
  }
}
