package io.tributary.app;

import io.tributary.app.MatrixFault.Destination;
import io.tributary.config.TransportType;
import io.tributary.support.DeadPort;
import io.tributary.support.Drip;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The backend that does what the path of a request says, and the configuration that calls it. */
final class MatrixBackend implements AutoCloseable {
  private static final long DRIP_MILLIS = 50;

  private final DeadPort nowhere;
  private final FakeBackend backend;

  MatrixBackend(Vertx vertx) throws IOException {
    nowhere = new DeadPort();
    backend = FakeBackend.start(vertx, MatrixBackend::play);
  }

  /** The path is {@code /FAULT/NUMBER/PART}. */
  private static void play(Exchange exchange) {
    String[] path = exchange.head().split("[ ?]", 3)[1].split("/", 4);
    MatrixFault.valueOf(path[1]).play(exchange, MatrixCase.body(path[2], path[3]));
  }

  static void drip(Exchange to, String atOnce, String text) {
    to.write(atOnce);
    Drip.send(Vertx.currentContext().owner(), to, text, DRIP_MILLIS);
  }

  /** Writes pieces as fast as they are read, until the connection is closed. */
  static void endless(Exchange to, String head, String piece) {
    to.write(head);
    more(to, Buffer.buffer(piece.formatted("")));
  }

  private static void more(Exchange to, Buffer piece) {
    to.send(piece).onSuccess(_ -> Vertx.currentContext().runOnContext(_ -> more(to, piece)));
  }

  /** Connections that are open now. */
  int open() {
    return backend.open();
  }

  /** Connections so far. */
  int connections() {
    return backend.connections();
  }

  /** An aggregate for each way to place three parts and to require one of them, or none. */
  String yaml(TransportType transport, Duration deadline) {
    StringBuilder yaml = new StringBuilder("deadline: " + deadline.toMillis() + "ms\nbackends:\n");
    for (Destination destination : Destination.values()) {
      yaml.append(
          "  %s: { url: \"%s\", transport: %s, maxBody: 64KiB, maxConcurrent: 1000 }\n"
              .formatted(
                  name(destination),
                  destination == Destination.NOWHERE ? nowhere.url() : backend.url(),
                  transport.name().toLowerCase(Locale.ROOT)));
    }
    yaml.append("aggregates:\n");
    for (List<Destination> destinations : placements()) {
      Stream.concat(Stream.of(""), MatrixCase.PARTS.stream())
          .forEach(required -> yaml.append(aggregate(destinations, required)));
    }
    return yaml.toString();
  }

  private static List<List<Destination>> placements() {
    List<List<Destination>> placements = new ArrayList<>();
    for (Destination a : Destination.values()) {
      for (Destination b : Destination.values()) {
        for (Destination c : Destination.values()) {
          placements.add(List.of(a, b, c));
        }
      }
    }
    return placements;
  }

  private static String aggregate(List<Destination> destinations, String required) {
    Optional<String> requiredPart = Optional.of(required).filter(part -> !part.isEmpty());
    StringBuilder aggregate =
        new StringBuilder(
            "  /%s/{number}/{a}/{b}/{c}:\n    parts:\n"
                .formatted(MatrixCase.route(destinations, requiredPart)));
    for (String part : MatrixCase.PARTS) {
      aggregate.append(
          "      %s: { backend: %s, path: \"/{%s}/{number}/%s\", required: %s }\n"
              .formatted(
                  part,
                  name(destinations.get(MatrixCase.PARTS.indexOf(part))),
                  part,
                  part,
                  part.equals(required)));
    }
    return aggregate.toString();
  }

  /** The name of the backend in the configuration. */
  static String name(Destination destination) {
    return destination.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    nowhere.close();
  }
}
