package io.tributary.aggregate;

/**
 * What happened, in the core's own words: one call at the end of each thing that happens.
 * Implementations are thread-safe, never block and never throw. All times are in nanoseconds.
 */
public interface Metrics {
  /** Counts nothing. */
  Metrics NONE =
      new Metrics() {
        @Override
        public void answered(AggregateResult gathered, Completeness answer, long totalNanos) {}

        @Override
        public void shed() {}

        @Override
        public void transformed(long queuedNanos, long ranNanos) {}

        @Override
        public void transformRejected() {}

        @Override
        public void loopLagged(long nanos) {}

        @Override
        public void protocolError() {}

        @Override
        public void connected(String backend) {}

        @Override
        public void disconnected(String backend) {}
      };

  /**
   * An aggregate was answered, or its client had left.
   *
   * @param answer how much of it the client got, which can be less than what was gathered
   */
  void answered(AggregateResult gathered, Completeness answer, long totalNanos);

  /** The door refused a request. */
  void shed();

  /** A job waited, and ran, on a worker; jobs are transforms and the derivation of inputs. */
  void transformed(long queuedNanos, long ranNanos);

  /** The queue before the workers was full. */
  void transformRejected();

  /** An event loop came that much later to a timer than asked. */
  void loopLagged(long nanos);

  /** A client broke the HTTP protocol, or a connection failed outside of a request. */
  void protocolError();

  /** A connection to a backend was opened. */
  void connected(String backend);

  /** A connection to a backend is gone. */
  void disconnected(String backend);
}
