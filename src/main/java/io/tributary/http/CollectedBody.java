package io.tributary.http;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/** Collects a body up to a number of bytes. Confined to one event loop. */
final class CollectedBody implements BodySink {
  private final int most;
  private final Promise<Buffer> whole;
  private Buffer bytes = Buffer.buffer();

  /**
   * Creates it without bytes.
   *
   * @param whole gets the whole body, or {@link BadRequestException}
   */
  CollectedBody(int most, Promise<Buffer> whole) {
    this.most = most;
    this.whole = whole;
  }

  @Override
  public void piece(Buffer next) {
    if (whole.future().isComplete()) {
      return;
    }
    if (next.length() > most - bytes.length()) {
      broken(DocumentRules.tooLarge(most));
    } else {
      bytes.appendBuffer(next);
    }
  }

  @Override
  public void ended() {
    whole.tryComplete(bytes);
  }

  @Override
  public void broken(BadRequestException why) {
    bytes = Buffer.buffer();
    whole.tryFail(why);
  }
}
