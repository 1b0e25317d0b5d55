package io.tributary.support;

import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes the frames of one stream in order, and only so many at a time: thousands of them would
 * block the event loop, and a reset by the client would be seen after the last. For the event loop
 * only.
 */
final class Http2Outbox {
  private static final int STEPS_AT_A_TIME = 100;
  private static final long PAUSE_MILLIS = 1;

  private final Http2StreamChannel stream;
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private ChannelFuture written;
  private boolean paused;

  Http2Outbox(Http2StreamChannel stream) {
    this.stream = stream;
    this.written = stream.newSucceededFuture();
  }

  void write(List<Http2StreamFrame> frames) {
    frames.forEach(frame -> steps.add(() -> written = stream.write(frame)));
    takeSteps();
  }

  /** Tells when the frames so far have left this side, or cannot. */
  void afterwards(Consumer<ChannelFuture> action) {
    steps.add(
        () -> {
          ChannelFuture last = written;
          var _ = last.addListener(_ -> action.accept(last));
        });
    takeSteps();
  }

  private void takeSteps() {
    if (paused) {
      return;
    }
    for (int i = 0; i < STEPS_AT_A_TIME && !steps.isEmpty(); i++) {
      steps.remove().run();
    }
    var _ = stream.flush();
    if (!steps.isEmpty()) {
      paused = true;
      var _ = stream.eventLoop().schedule(this::resume, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void resume() {
    paused = false;
    takeSteps();
  }
}
