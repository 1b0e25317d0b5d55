package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.support.Patience;
import io.tributary.transform.Transform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code java:gated}: holds its worker until a test opens the gate. */
public final class GatedTransform implements Transform {
  private static final Semaphore ENTERED = new Semaphore(0);
  private static volatile CountDownLatch gate = new CountDownLatch(0);

  static void shut() {
    ENTERED.drainPermits();
    gate = new CountDownLatch(1);
  }

  static void open() {
    gate.countDown();
  }

  static void awaitEntered() {
    try {
      if (!ENTERED.tryAcquire(Patience.HANG.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("no transform was started");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public String name() {
    return "gated";
  }

  @Override
  public JsonNode apply(ObjectNode parts) {
    ENTERED.release();
    try {
      gate.await();
    } catch (InterruptedException overrun) {
      throw new IllegalStateException("a secret of ours", overrun);
    }
    return parts;
  }
}
