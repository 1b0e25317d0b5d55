package io.tributary.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The content of the configuration file, checked and with every default filled in. Immutable.
 *
 * @param deadline the longest a request may take
 * @param backends in the order of the file
 * @param aggregates in the order of the file
 */
public record Config(
    Server server,
    Management management,
    Duration deadline,
    Shutdown shutdown,
    Transforms transforms,
    Tracing tracing,
    Log log,
    List<BackendConfig> backends,
    List<AggregateConfig> aggregates) {

  public Config {
    backends = List.copyOf(backends);
    aggregates = List.copyOf(aggregates);
  }

  /** A copy with another public server. */
  public Config withServer(Server other) {
    return new Config(
        other, management, deadline, shutdown, transforms, tracing, log, backends, aggregates);
  }

  /** A copy with another deadline. */
  public Config withDeadline(Duration other) {
    return new Config(
        server, management, other, shutdown, transforms, tracing, log, backends, aggregates);
  }

  /** A copy with another worker pool. */
  public Config withTransforms(Transforms other) {
    return new Config(
        server, management, deadline, shutdown, other, tracing, log, backends, aggregates);
  }

  /** A copy with other aggregates. */
  public Config withAggregates(List<AggregateConfig> others) {
    return new Config(
        server, management, deadline, shutdown, transforms, tracing, log, backends, others);
  }

  /** A copy with other backends. */
  public Config withBackends(List<BackendConfig> others) {
    return new Config(
        server, management, deadline, shutdown, transforms, tracing, log, others, aggregates);
  }

  /**
   * The public server.
   *
   * @param port 0 means any free port
   * @param maxInFlight requests in progress at the same time; the next one is rejected
   * @param maxConnections open connections of clients
   * @param maxBytesInFlight bytes that were read from backends and not yet written to clients
   * @param headTimeout the longest that a request head may take to arrive, on both servers
   * @param writeTimeout the longest that 64 KiB of a response, or its rest, may take to be read
   * @param trustedProxies the proxies whose {@code X-Forwarded-*} and {@code Forwarded} headers are
   *     believed
   * @param cors which pages of other origins may use the aggregates; none if absent
   * @param compression how responses are compressed; not at all if absent
   * @param tls the certificate; without one the server speaks HTTP/1.1 without TLS
   * @param openapi whether clients can read the OpenAPI document
   * @param accessLog how requests are logged; not at all if absent
   * @param maxBackground calls at the same time that no response waits for; one more is rejected
   * @param maxRequestBody bytes of the document that a client sends
   */
  public record Server(
      String host,
      int port,
      int maxInFlight,
      int maxConnections,
      long maxBytesInFlight,
      Duration headTimeout,
      Duration writeTimeout,
      List<Cidr> trustedProxies,
      Optional<CorsConfig> cors,
      Optional<CompressionConfig> compression,
      Optional<ServerTlsConfig> tls,
      boolean openapi,
      Optional<AccessLogConfig> accessLog,
      int maxBackground,
      int maxRequestBody) {

    public Server {
      trustedProxies = List.copyOf(trustedProxies);
    }

    /** A copy that listens elsewhere. */
    public Server at(String otherHost, int otherPort) {
      return new Server(
          otherHost,
          otherPort,
          maxInFlight,
          maxConnections,
          maxBytesInFlight,
          headTimeout,
          writeTimeout,
          trustedProxies,
          cors,
          compression,
          tls,
          openapi,
          accessLog,
          maxBackground,
          maxRequestBody);
    }
  }

  /**
   * The server for metrics and health.
   *
   * @param port 0 means any free port
   * @param maxConnections open connections of operators' tools
   * @param hosts the names by which browsers may address it, besides its addresses and localhost
   * @param token what a peer on another machine must send for more than metrics and probes; without
   *     one it gets no more
   */
  public record Management(
      String host,
      int port,
      int maxConnections,
      List<String> hosts,
      Optional<Secret> token,
      Console console) {

    public Management {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * The page for operators at the management port.
   *
   * @param enabled whether there is one; otherwise nothing is recorded for it
   * @param ask whether it may send requests to the public port
   */
  public record Console(boolean enabled, boolean ask) {}

  /**
   * How the service stops.
   *
   * @param linger how long it keeps serving after it has reported itself not ready
   * @param drain how long it then waits for requests in progress
   */
  public record Shutdown(Duration linger, Duration drain) {}

  /**
   * Where transforms run.
   *
   * @param workers threads for transforms
   * @param spares threads that take the place of those whose transform ignores its interrupt
   * @param queue transforms that may wait for a thread
   * @param maxInput bytes of the parts that one reads
   * @param maxOutput bytes of the result of one
   * @param maxAllocation bytes that one may allocate while it runs
   */
  public record Transforms(
      int workers, int spares, int queue, int maxInput, int maxOutput, int maxAllocation) {

    /** A copy with other numbers of threads. */
    public Transforms withThreads(int otherWorkers, int otherSpares) {
      return new Transforms(otherWorkers, otherSpares, queue, maxInput, maxOutput, maxAllocation);
    }
  }

  /**
   * What is traced.
   *
   * @param ratio the share of new traces that are sampled, from 0 to 1
   * @param link the URL where a trace can be seen, with {@code {traceId}} in place of its id
   */
  public record Tracing(double ratio, Optional<String> link) {}

  /**
   * How the log is written.
   *
   * @param format the form of its lines
   */
  public record Log(LogFormat format) {}
}
