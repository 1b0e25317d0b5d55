package io.tributary.scope;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells everything that works for one request to stop: once, at once. Used on the request's event
 * loop only. A listener must do nothing when its work has already ended.
 */
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>(4);
  private boolean cancelled;

  /** Runs the listener when cancelled; now, if that has happened already. */
  public void onCancel(Runnable listener) {
    if (cancelled) {
      listener.run();
    } else {
      listeners.add(listener);
    }
  }

  /** Runs every listener; the second time does nothing. */
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      listeners.forEach(Runnable::run);
      listeners.clear();
    }
  }

  /** Whether {@link #cancel} was called. */
  public boolean cancelled() {
    return cancelled;
  }
}
