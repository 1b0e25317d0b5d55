package io.tributary.app;

import io.tributary.http.Sampling;
import io.tributary.http.ServerExchange;
import io.tributary.http.ServerObserver;
import io.tributary.metrics.Exemplars;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.scope.Timeline;
import io.tributary.server.Cut;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes every event of the public server on to several observers. Thread-safe. */
record ServerObservers(List<ServerObserver> all) implements ServerObserver {
  ServerObservers {
    all = List.copyOf(all);
  }

  /** Counts the events, and measures exchanges with examples. */
  static ServerObserver counting(MicrometerMetrics metrics, Exemplars exemplars) {
    return new ServerObserver() {
      @Override
      public void requestRefused() {
        metrics.requestRefused();
      }

      @Override
      public void connectionCut(Cut why) {
        metrics.connectionCut(why);
      }

      @Override
      public void responded(int status) {
        metrics.responded(status);
      }

      @Override
      public void finished(ServerExchange exchange) {
        try (Exemplars.Example _ = exemplars.of(exchange.trace(), Timeline.NONE)) {
          metrics.finished(
              exchange.method(),
              exchange.route(),
              exchange.scheme(),
              exchange.status(),
              exchange.nanos());
        }
      }

      @Override
      public void protocolError() {
        metrics.protocolError();
      }
    };
  }

  @Override
  public void requestRefused() {
    all.forEach(ServerObserver::requestRefused);
  }

  @Override
  public void connectionCut(Cut why) {
    all.forEach(one -> one.connectionCut(why));
  }

  @Override
  public void responded(int status) {
    for (ServerObserver one : all) {
      one.responded(status);
    }
  }

  @Override
  public void refusedUnread(@Nullable SocketAddress client) {
    all.forEach(one -> one.refusedUnread(client));
  }

  @Override
  public boolean looksAtTimeline(long arrivedNanos) {
    boolean looks = false;
    for (ServerObserver one : all) {
      looks |= one.looksAtTimeline(arrivedNanos);
    }
    return looks;
  }

  @Override
  public Sampling sampling(double ratio) {
    return all.stream()
        .map(one -> one.sampling(ratio))
        .filter(Sampling::records)
        .findFirst()
        .orElseGet(() -> Sampling.withoutSpans(ratio));
  }

  @Override
  public void finished(ServerExchange exchange) {
    for (ServerObserver one : all) {
      one.finished(exchange);
    }
  }

  @Override
  public void protocolError() {
    all.forEach(ServerObserver::protocolError);
  }
}
