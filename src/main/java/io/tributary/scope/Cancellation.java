package io.tributary.scope;

import org.jspecify.annotations.Nullable;

/**
 * Cancels the work for one request, or for one of its calls. Cancellation happens once and runs the
 * listeners synchronously, in the order of registration. Confined to one event loop.
 */
public final class Cancellation {
  private final Registration list = new Registration(() -> {});
  private @Nullable Registration inParent;
  private boolean cancelled;

  /**
   * Runs the listener on cancellation, or immediately if that has happened already. The caller
   * removes the registration when its work is done, so that a long request does not collect dead
   * listeners.
   */
  public Registration onCancel(Runnable listener) {
    Registration registration = new Registration(listener);
    if (cancelled) {
      listener.run();
    } else {
      registration.insertBefore(list);
    }
    return registration;
  }

  /** Creates a cancellation that follows this one and can also be cancelled alone. */
  public Cancellation child() {
    Cancellation child = new Cancellation();
    child.inParent = onCancel(child::cancel);
    return child;
  }

  /** Stops following the parent. Call it when the work of this child is done. */
  public void detach() {
    if (inParent != null) {
      inParent.remove();
    }
  }

  /**
   * Cancels and runs every listener. A second call does nothing. If listeners throw, the others
   * still run, and the first exception is thrown at the end.
   */
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    RuntimeException first = null;
    for (Registration next = list.next; next != list; next = list.next) {
      next.remove();
      try {
        next.listener.run();
      } catch (RuntimeException bug) {
        first = first == null ? bug : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Whether {@link #cancel} was called. */
  public boolean cancelled() {
    return cancelled;
  }

  /** A registered listener, as a node of its cancellation's linked list. */
  public static final class Registration {
    private final Runnable listener;
    private Registration previous = this;
    private Registration next = this;

    private Registration(Runnable listener) {
      this.listener = listener;
    }

    private void insertBefore(Registration other) {
      previous = other.previous;
      next = other;
      previous.next = this;
      other.previous = this;
    }

    /** Removes the listener. Does nothing if it has run or was removed before. */
    public void remove() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }
}
