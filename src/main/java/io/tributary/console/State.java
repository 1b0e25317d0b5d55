package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.scope.WallClock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All that the page shows, as JSON. Thread-safe. Takes milliseconds, so not for an event loop. */
final class State {
  private final ConsoleSources sources;
  private final Recording recording;
  private final BackendConnections connections;
  private final WallClock time;
  private final LongSupplier nanoTime;

  State(
      ConsoleSources sources,
      Recording recording,
      BackendConnections connections,
      WallClock time,
      LongSupplier nanoTime) {
    this.sources = sources;
    this.recording = recording;
    this.connections = connections;
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** Everything. */
  String all() {
    Json json = new Json().object().object("status");
    addStatus(json, recording.seconds(Long.MIN_VALUE));
    json.endObject().array("requests");
    addRequests(json, recording.requests(0));
    json.endArray().array("backends");
    addBackends(json);
    json.endArray().array("aggregates");
    addAggregates(json);
    json.endArray().object("configuration");
    ConfigurationJson.add(json, sources.status());
    json.endObject().flag("ask", sources.ask());
    sources.traceLink().ifPresent(link -> json.text("traceLink", link));
    return json.endObject().toString();
  }

  /** The status with these seconds alone. */
  String status(List<Seconds.Second> seconds) {
    return object(json -> addStatus(json, seconds));
  }

  String requests(List<KeptRequests.Kept> requests) {
    return array(json -> addRequests(json, requests));
  }

  String backends() {
    return array(this::addBackends);
  }

  String aggregates() {
    return array(this::addAggregates);
  }

  String configuration() {
    return object(json -> ConfigurationJson.add(json, sources.status()));
  }

  private static String object(Consumer<Json> members) {
    Json json = new Json().object();
    members.accept(json);
    return json.endObject().toString();
  }

  private static String array(Consumer<Json> items) {
    Json json = new Json().array();
    items.accept(json);
    return json.endArray().toString();
  }

  private void addStatus(Json json, List<Seconds.Second> seconds) {
    long now = time.at(nanoTime.getAsLong()).toEpochMilli();
    StatusJson.add(json, now, sources.now(), sources.status(), seconds);
  }

  private void addRequests(Json json, List<KeptRequests.Kept> requests) {
    RequestJson writer = new RequestJson(json);
    requests.forEach(writer::add);
  }

  private void addBackends(Json json) {
    BackendsJson writer = new BackendsJson(json, sources, connections);
    sources
        .config()
        .backends()
        .forEach(backend -> writer.add(backend, recording.backend(backend.name())));
  }

  private void addAggregates(Json json) {
    AggregatesJson writer = new AggregatesJson(json);
    Config config = sources.config();
    config
        .aggregates()
        .forEach(
            aggregate ->
                writer.add(aggregate, config.deadline(), recording.aggregate(aggregate.path())));
  }
}
