package io.tributary.config;

import java.time.Duration;
import java.util.List;

/**
 * What the configuration file says, checked and with every default filled in. Immutable.
 *
 * @param deadline how long one request may take in all
 * @param backends in the order of the file
 * @param aggregates in the order of the file
 */
public record Config(
    Server server,
    Management management,
    Duration deadline,
    Shutdown shutdown,
    Transforms transforms,
    List<BackendConfig> backends,
    List<AggregateConfig> aggregates) {

  public Config {
    backends = List.copyOf(backends);
    aggregates = List.copyOf(aggregates);
  }

  /**
   * The public server.
   *
   * @param port 0 stands for any free port
   * @param maxInFlight requests answered at the same time; the next one is turned away
   */
  public record Server(String host, int port, int maxInFlight) {}

  /**
   * The server for metrics and health.
   *
   * @param port 0 stands for any free port
   */
  public record Management(String host, int port) {}

  /**
   * How the service stops.
   *
   * @param linger how long it keeps serving while it is already not ready
   * @param drain how long it then waits for what is in flight
   */
  public record Shutdown(Duration linger, Duration drain) {}

  /**
   * Where transforms run.
   *
   * @param workers threads for transforms
   * @param queue transforms that may wait for a thread
   */
  public record Transforms(int workers, int queue) {}
}
