package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.console.AskEndpoint;
import io.tributary.console.Console;
import io.tributary.console.ConsoleFiles;
import io.tributary.console.ExplainEndpoint;
import io.tributary.console.PublicAddress;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Readiness;
import io.tributary.scope.Clock;
import io.tributary.scope.WallClock;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The console of this service, with all its endpoints. Thread-safe. */
final class OperatorConsole {
  private final Vertx vertx;
  private final Config.Server server;
  private final ShownService shown;
  private final Console console;
  private volatile Optional<PublicAddress> address = Optional.empty();

  private OperatorConsole(
      Vertx vertx, ConfigFile file, LoadedConfig starting, Readiness readiness) {
    this.vertx = vertx;
    this.server = starting.config().server();
    WallClock time = WallClock.system();
    this.shown = new ShownService(file, starting, readiness, time.at(System.nanoTime()));
    this.console = new Console(vertx, shown, time, Clock.of(vertx));
  }

  /** The console; empty if the configuration wants none, and nothing is recorded then. */
  static Optional<OperatorConsole> of(
      Vertx vertx, ConfigFile file, LoadedConfig starting, Readiness readiness) {
    return starting.config().management().console().enabled()
        ? Optional.of(new OperatorConsole(vertx, file, starting, readiness))
        : Optional.empty();
  }

  /** What observes the service for it. */
  Console observer() {
    return console;
  }

  /** The page, and what it asks for. */
  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>(ConsoleFiles.endpoints(vertx));
    endpoints.addAll(console.endpoints());
    endpoints.add(ExplainEndpoint.of(vertx, shown::config));
    endpoints.add(
        shown.ask()
            ? AskEndpoint.of(vertx, shown::config, () -> address, console::seqOf)
            : AskEndpoint.refusing());
    return endpoints;
  }

  /** The public port listens. */
  void runs(Gateway gateway, Reloader reloader) {
    shown.runs(gateway, reloader);
    address =
        Optional.of(PublicAddress.of(server.host(), gateway.port(), server.tls().isPresent()));
  }

  /** Ends the streams of events. */
  void close() {
    console.close();
  }
}
