package io.tributary.transform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Passes a job over the local event bus by reference. Nothing is copied, and a job cannot leave the
 * process.
 */
@SuppressWarnings("rawtypes") // the event bus looks a codec up by its raw type
final class JobCodec implements MessageCodec<Job, Job> {
  static final String NAME = "tributary.job";

  @Override
  public void encodeToWire(Buffer buffer, Job job) {
    throw new UnsupportedOperationException("jobs are local");
  }

  @Override
  public Job decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("jobs are local");
  }

  @Override
  public Job transform(Job job) {
    return job;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
