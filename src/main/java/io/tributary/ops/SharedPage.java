package io.tributary.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page on one worker thread, which all pages have in common. Those who ask while it is made
 * share the next one, so that any number of readers costs at most one page at a time. Confined to
 * one event loop.
 */
public final class SharedPage {
  private final WorkerExecutor worker;
  private final Supplier<String> text;
  private boolean running;
  private @Nullable Promise<Buffer> waiting;

  /** Creates a page with this text, which is asked for on the worker. */
  public SharedPage(Vertx vertx, Supplier<String> text) {
    this.worker = vertx.createSharedWorkerExecutor("pages", 1);
    this.text = text;
  }

  /** A page that is made after this call, as bytes that must not be modified. */
  public Future<Buffer> next() {
    if (!running) {
      return start();
    }
    if (waiting == null) {
      waiting = Promise.promise();
    }
    return waiting.future();
  }

  private Future<Buffer> start() {
    running = true;
    // Registered first, so that whoever gets the page sees the state after it.
    return Future.succeededFuture()
        .compose(_ -> worker.executeBlocking(() -> Buffer.buffer(text.get())))
        .onComplete(_ -> startWaiting());
  }

  private void startWaiting() {
    running = false;
    Promise<Buffer> next = waiting;
    waiting = null;
    if (next != null) {
      start().onComplete(next);
    }
  }
}
