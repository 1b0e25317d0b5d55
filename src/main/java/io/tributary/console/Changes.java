package io.tributary.console;

import io.tributary.ops.ConfigStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What has changed since the last question, as server-sent events. Its questions come one after
 * another. Takes milliseconds, so not for an event loop.
 */
final class Changes {
  /** What is longer is only in the state. In characters. */
  private static final int LONGEST = 256 * 1024;

  private final State state;
  private final Recording recording;
  private final ConsoleSources sources;
  private final AtomicReference<@Nullable Start> start = new AtomicReference<>();
  private long second;
  private long seq;
  private String backends = "";
  private String aggregates = "";
  private @Nullable ConfigStatus configuration;

  Changes(State state, Recording recording, ConsoleSources sources) {
    this.state = state;
    this.recording = recording;
    this.sources = sources;
  }

  /** Where the events begin. */
  private record Start(long second, long seq, ConfigStatus configuration) {}

  /** Somebody reads the state and wants to know what changes from now on. Does not wait. */
  void begin() {
    start.set(new Start(recording.now(), recording.lastSeq(), sources.status()));
  }

  /** The events. There is always one. */
  synchronized String next() {
    Start from = start.getAndSet(null);
    if (from != null) {
      second = from.second();
      seq = from.seq();
      configuration = from.configuration();
    }
    StringBuilder events = new StringBuilder();
    List<Seconds.Second> seconds = recording.seconds(second);
    if (!seconds.isEmpty()) {
      second = seconds.getLast().at() + 1;
    }
    add(events, "status", state.status(seconds));
    List<KeptRequests.Kept> requests = recording.requests(seq);
    if (!requests.isEmpty()) {
      seq = requests.getFirst().seq();
      add(events, "requests", state.requests(requests));
    }
    String backendsNow = state.backends();
    if (!backendsNow.equals(backends) && backendsNow.length() <= LONGEST) {
      add(events, "backends", backendsNow);
    }
    backends = backendsNow;
    String aggregatesNow = state.aggregates();
    if (!aggregatesNow.equals(aggregates) && aggregatesNow.length() <= LONGEST) {
      add(events, "aggregates", aggregatesNow);
    }
    aggregates = aggregatesNow;
    ConfigStatus status = sources.status();
    if (!status.equals(configuration)) {
      configuration = status;
      add(events, "configuration", state.configuration());
    }
    return events.toString();
  }

  private static void add(StringBuilder events, String name, String data) {
    events.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
  }
}
