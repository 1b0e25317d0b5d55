package io.tributary.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics page on one worker thread. Requests that arrive while a page is read share the
 * next one, so that any number of scrapers costs at most one page at a time. Confined to one event
 * loop.
 */
final class Scrapes {
  private final WorkerExecutor worker;
  private final Supplier<String> scrape;
  private boolean running;
  private @Nullable Promise<Buffer> waiting;

  Scrapes(Vertx vertx, Supplier<String> scrape) {
    this.worker = vertx.createSharedWorkerExecutor("metrics", 1);
    this.scrape = scrape;
  }

  /** A page that is read after this call, as bytes that must not be modified. */
  Future<Buffer> next() {
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
        .compose(_ -> worker.executeBlocking(() -> Buffer.buffer(scrape.get())))
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
