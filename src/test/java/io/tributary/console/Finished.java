package io.tributary.console;

import java.util.List;

/** Requests that have finished, for tests. */
final class Finished {
  private Finished() {}

  /** One that took so long. */
  static FinishedRequest in(long nanos) {
    return of(nanos, "/a", List.of());
  }

  static FinishedRequest of(long nanos, String path, List<CalledPart> parts) {
    return new FinishedRequest(
        0,
        1_000,
        nanos,
        "r" + nanos,
        "",
        "GET",
        "/a",
        path,
        "",
        List.of(),
        "host",
        "http",
        "192.0.2.1",
        200,
        Ending.COMPLETE,
        "",
        2,
        1,
        parts,
        -1,
        List.of(),
        "");
  }
}
