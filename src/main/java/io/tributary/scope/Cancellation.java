package io.tributary.scope;

import org.jspecify.annotations.Nullable;

/**
 * Tells everything that works for one request, or for one of its calls, to stop. Happens once and
 * runs the listeners at once, in the order of their registration. Confined to one event loop.
 */
public final class Cancellation {
  private final Registration list = new Registration(() -> {});
  private @Nullable Registration inParent;
  private boolean cancelled;

  /**
   * Runs the listener when this is cancelled; now, if that has happened already. Whoever registers
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

  /** A cancellation that follows this one and can also happen alone. */
  public Cancellation child() {
    Cancellation child = new Cancellation();
    child.inParent = onCancel(child::cancel);
    return child;
  }

  /** Stops following the parent. Called when the work of a child is done. */
  public void detach() {
    if (inParent != null) {
      inParent.remove();
    }
  }

  /**
   * Runs every listener; the second call does nothing. A listener that throws does not keep the
   * others from running; the first exception is thrown when all have run.
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

  /** A listener in the list of its cancellation. */
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

    /** Forgets the listener; does nothing when it has run or was removed before. */
    public void remove() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }
}
