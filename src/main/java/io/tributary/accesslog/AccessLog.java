package io.tributary.accesslog;

import io.tributary.config.AccessLogConfig;
import io.tributary.http.ServerExchange;
import io.tributary.http.ServerObserver;
import io.tributary.scope.WallClock;
import java.net.SocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes the exchanges of the public server and has a line of each written, on another thread.
 * Never waits for that: what does not fit in its queue is left out and counted. Thread-safe.
 */
public final class AccessLog implements ServerObserver, AutoCloseable {
  private final double sample;
  private final LineWriter writer;

  private AccessLog(double sample, LineWriter writer) {
    this.sample = sample;
    this.writer = writer;
  }

  /**
   * Starts to write.
   *
   * @param leftOut receives the number of lines that were left out; must be thread-safe
   */
  public static AccessLog start(AccessLogConfig config, LongConsumer leftOut) {
    LineSink sink = config.file().<LineSink>map(LogFile::new).orElseGet(LineSink::stdout);
    Fields fields = new Fields(WallClock.system());
    return new AccessLog(
        config.sample(), new LineWriter(config.format(), fields, sink, leftOut).start());
  }

  @Override
  public void finished(ServerExchange exchange) {
    log(AccessEntry.of(exchange));
  }

  @Override
  public void refusedUnread(@Nullable SocketAddress client) {
    log(AccessEntry.unread(client, System.nanoTime()));
  }

  /** What did not go well is never left to chance. */
  private void log(AccessEntry entry) {
    if (sample >= 1 || !entry.isWell() || ThreadLocalRandom.current().nextDouble() < sample) {
      writer.add(entry);
    }
  }

  /** Writes what is queued, for a moment at most. */
  @Override
  public void close() {
    writer.close();
  }
}
