package io.tributary.scope;

import java.time.Duration;

/**
 * What one request, or one call made for it, lives by: when it must be done, how it is told to
 * stop, and what ties its log lines and calls together. Confined to the request's event loop,
 * except for the deadline and the trace, which are immutable.
 */
public record Scope(Deadline deadline, Cancellation cancellation, Trace trace) {
  /** The scope of a new request. */
  public static Scope of(Deadline deadline, Trace trace) {
    return new Scope(deadline, new Cancellation(), trace);
  }

  /** A scope that ends with this one and can be cancelled alone, such as that of a second try. */
  public Scope child() {
    return new Scope(deadline, cancellation.child(), trace);
  }

  /** A child that ends at the given time from now, if that is before this one's deadline. */
  public Scope within(Duration time) {
    return new Scope(deadline.within(time), cancellation.child(), trace);
  }

  /** The same scope with an earlier deadline. */
  public Scope until(Deadline earlier) {
    return new Scope(earlier, cancellation, trace);
  }

  /** Whether work for it is pointless by now. */
  public boolean ended() {
    return cancellation.cancelled() || deadline.passed();
  }

  /** Stops everything that was started for it. */
  public void cancel() {
    cancellation.cancel();
  }

  /** Runs the listener when this scope is cancelled; remove the registration when done. */
  public Cancellation.Registration onCancel(Runnable listener) {
    return cancellation.onCancel(listener);
  }

  /** Says that the work of this child is done: its parent forgets it. */
  public void done() {
    cancellation.detach();
  }
}
