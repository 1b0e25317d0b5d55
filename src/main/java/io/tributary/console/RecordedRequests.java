package io.tributary.console;

import java.util.OptionalLong;

/** The requests that the console keeps. Thread-safe. */
@FunctionalInterface
public interface RecordedRequests {
  /** The number of the latest request with this id; empty if it is not kept. */
  OptionalLong seqOf(String requestId);
}
