package io.tributary.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a fake backend has seen. Thread-safe. */
final class Traffic {
  private static final int MAX_HEADS = 10_000;

  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();

  void opened() {
    connections.incrementAndGet();
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  void streamOpened() {
    streams.incrementAndGet();
  }

  void streamClosed() {
    streams.decrementAndGet();
  }

  void requested(String head) {
    if (heads.size() < MAX_HEADS) {
      heads.add(head);
    }
  }

  List<String> heads() {
    return heads;
  }

  int connections() {
    return connections.get();
  }

  int open() {
    return open.get();
  }

  int openStreams() {
    return streams.get();
  }
}
