package io.tributary.scope;

import java.time.Duration;

/**
 * Deadline, cancellation, trace and memory of one request or of one call made for it. Confined to
 * the request's event loop, except for the deadline and the trace, which are immutable.
 *
 * @param bytes the bytes that the request holds, with all its calls
 * @param timeline what the request, or the call, spends its time on
 */
public record Scope(
    Deadline deadline,
    Cancellation cancellation,
    Trace trace,
    ByteAccount bytes,
    Timeline timeline) {
  /** The scope of a new request, without a limit of its bytes. */
  public static Scope of(Deadline deadline, Trace trace) {
    return of(deadline, trace, ByteBudget.UNLIMITED.open());
  }

  /** The scope of a new request whose timeline nobody looks at. */
  public static Scope of(Deadline deadline, Trace trace, ByteAccount bytes) {
    return new Scope(deadline, new Cancellation(), trace, bytes, Timeline.NONE);
  }

  /**
   * A scope that is cancelled with this one and can also be cancelled alone, for a second try for
   * instance.
   */
  public Scope child() {
    return new Scope(deadline, cancellation.child(), trace, bytes, timeline);
  }

  /** A child whose deadline is this long from now, or this scope's deadline if that is earlier. */
  public Scope within(Duration time) {
    return new Scope(deadline.within(time), cancellation.child(), trace, bytes, timeline);
  }

  /** The same scope with an earlier deadline. */
  public Scope until(Deadline earlier) {
    return new Scope(earlier, cancellation, trace, bytes, timeline);
  }

  /** The same scope with another timeline. */
  public Scope on(Timeline other) {
    return new Scope(deadline, cancellation, trace, bytes, other);
  }

  /** Whether the scope was cancelled or its deadline has passed. */
  public boolean ended() {
    return cancellation.cancelled() || deadline.passed();
  }

  /** Cancels this scope and its children. */
  public void cancel() {
    cancellation.cancel();
  }

  /**
   * Runs the listener when this scope is cancelled. The caller removes the registration when its
   * work is done.
   */
  public Cancellation.Registration onCancel(Runnable listener) {
    return cancellation.onCancel(listener);
  }

  /** Detaches this child from its parent. Call it when the child's work is done. */
  public void done() {
    cancellation.detach();
  }
}
