package io.tributary.support;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.tls.TlsFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections to backends that are open, and keeps why TLS failed. Thread-safe. */
public final class CountedConnections implements ConnectionObserver {
  private final AtomicInteger open = new AtomicInteger();

  private final List<TlsFailure> tlsFailures = new CopyOnWriteArrayList<>();

  private volatile Runnable onOpened = () -> {};

  /** Does this on the event loop of each connection that is open, before a request is written. */
  public void onOpened(Runnable action) {
    onOpened = action;
  }

  @Override
  public void opened(String backend) {
    open.incrementAndGet();
    onOpened.run();
  }

  @Override
  public void closed(String backend) {
    open.decrementAndGet();
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    tlsFailures.add(failure);
  }

  /** Every failure of TLS so far. */
  public List<TlsFailure> tlsFailures() {
    return List.copyOf(tlsFailures);
  }

  /** How many are open now. */
  public int open() {
    return open.get();
  }
}
