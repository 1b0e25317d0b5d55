package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.ops.ConfigStatus;
import java.util.Optional;

/**
 * What the console shows and does not observe itself. Called on event loops and on a worker, so
 * implementations are thread-safe, never block and never throw; before the public server listens
 * they say what they know.
 */
public interface ConsoleSources {
  /**
   * The service at present.
   *
   * @param ready whether load balancers may send traffic
   * @param readiness the text of {@code /readyz}
   * @param inFlight requests in progress
   * @param limit the requests that may be in progress at present
   * @param maxInFlight the most that the limit can be
   * @param connections open connections of clients
   * @param bytes read from backends and not yet written to clients
   */
  record Now(
      boolean ready,
      String readiness,
      int inFlight,
      int limit,
      int maxInFlight,
      int connections,
      int maxConnections,
      long bytes,
      long maxBytes) {}

  /** The service at present. */
  Now now();

  /** The number of the configuration in force, asked for each request. */
  long generation();

  /** The configuration in force, with its secrets. The console shows none of them. */
  Config config();

  /** The configuration in force and the last reload, for people. */
  ConfigStatus status();

  /** The calls to a backend that are in progress; 0 if there is no such backend. */
  int callsTo(String backend);

  /** Whether the page may send requests to the aggregates. */
  boolean ask();

  /** A URL of a trace with <code>{traceId}</code> in the place of its id. */
  Optional<String> traceLink();
}
