package io.tributary.support;

import io.vertx.core.Vertx;

/** A backend that sends a byte at a time. */
public final class Drip {
  private Drip() {}

  /** Sends a byte of the text every so many milliseconds, until the end or until it is closed. */
  public static void send(Vertx vertx, FakeBackend.Exchange to, String text, long everyMillis) {
    int[] next = {0};
    long timer =
        vertx.setPeriodic(
            everyMillis,
            id -> {
              if (next[0] < text.length()) {
                to.write(text.substring(next[0], ++next[0]));
              } else {
                vertx.cancelTimer(id);
              }
            });
    to.onClosed(() -> vertx.cancelTimer(timer));
  }
}
