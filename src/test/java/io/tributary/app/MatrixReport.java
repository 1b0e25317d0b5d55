package io.tributary.app;

import static java.util.stream.Collectors.joining;

import io.tributary.app.MatrixFault.Destination;
import io.tributary.config.TransportType;
import io.tributary.support.RawClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What came of a run over one transport. Thread-safe. */
final class MatrixReport {
  private static final int EXAMPLES = 20;

  private final TransportType transport;
  private final Map<MatrixFault, Map<String, Integer>> outcomes = new EnumMap<>(MatrixFault.class);
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<Duration> times = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();
  private final Set<MatrixCase> repeated = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private int violations;
  private int unsolicited;
  private int connections;
  private Duration maxLag = Duration.ZERO;
  private Duration took = Duration.ZERO;
  private Duration baseline = Duration.ZERO;

  MatrixReport(TransportType transport) {
    this.transport = transport;
  }

  /** A case was answered. A late one is asked once more, and then judged as any other. */
  void answered(MatrixCase asked, Answer answer, Duration time) {
    Invariants.Judged judged = Invariants.judge(asked, answer);
    synchronized (this) {
      if (judged.late(asked) && repeated.add(asked)) {
        return;
      }
      judged.outcomes().forEach((part, outcome) -> count(asked.fault(part), outcome));
      if (!judged.all().isEmpty()) {
        violated(asked, "%s; %.400s".formatted(judged.all(), answer.body()));
      }
      statuses.merge(answer.status(), 1, Integer::sum);
      times.add(time);
    }
  }

  /** The cases that were late. */
  synchronized List<MatrixCase> late() {
    return List.copyOf(repeated);
  }

  private void count(MatrixFault fault, String outcome) {
    outcomes.computeIfAbsent(fault, _ -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
  }

  private void violated(MatrixCase asked, String what) {
    violated(
        "case %d %s, required %s: %s"
            .formatted(asked.number(), asked.faults(), asked.required().orElse("none"), what));
  }

  /** Something that must not happen has happened. */
  synchronized void violated(String what) {
    violations++;
    if (examples.size() < EXAMPLES) {
      examples.add(what);
    }
  }

  /** Something that the reader of the report should know. */
  synchronized void note(String what) {
    notes.add(what);
  }

  /** A client got no whole response. */
  void unanswered(MatrixCase asked, Exception why) {
    violated(asked, "no response: " + why);
  }

  /** A backend has sent bytes that nobody asked for. */
  synchronized void unsolicited(String backend) {
    unsolicited++;
    if (!backend.equals(MatrixBackend.name(Destination.UNSOLICITED))) {
      violated("unsolicited bytes of backend " + backend);
    }
  }

  synchronized void loopLagged(long nanos) {
    Duration lag = Duration.ofNanos(nanos);
    maxLag = lag.compareTo(maxLag) > 0 ? lag : maxLag;
  }

  /** The requests have been made. */
  synchronized void took(Duration time, int backendConnections) {
    took = time;
    connections = backendConnections;
  }

  /** So long after the last response nothing was left, or this. */
  synchronized void baseline(Duration waited, String left) {
    baseline = waited;
    if (!left.isEmpty()) {
      violated("left after %s: %s".formatted(waited, left));
    }
  }

  TransportType transport() {
    return transport;
  }

  synchronized int violations() {
    return violations;
  }

  /** What came of the parts with a fault, as {@code timeout 123}. */
  synchronized String outcomes(MatrixFault fault) {
    return outcomes.getOrDefault(fault, Map.of()).entrySet().stream()
        .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
        .collect(joining(", "));
  }

  /** The time of this share of the requests, from 0 to 1, or less. */
  synchronized Duration time(double share) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Override
  public synchronized String toString() {
    return """
        %s: %,d requests in %.1f s, %,d violations; %,d asked once more
          status       %s
          time         half within %d ms, 99 %% within %d ms, all within %d ms
          connections  %,d to backends; unsolicited bytes %,d times; baseline after %.1f s
          event loops  a timer was at most %d ms late
        """
            .formatted(
                transport,
                times.size(),
                took.toMillis() / 1e3,
                violations,
                repeated.size(),
                statuses.entrySet().stream()
                    .map(entry -> "%d: %,d".formatted(entry.getKey(), entry.getValue()))
                    .collect(joining(", ")),
                time(0.5).toMillis(),
                time(0.99).toMillis(),
                time(1).toMillis(),
                connections,
                unsolicited,
                baseline.toMillis() / 1e3,
                maxLag.toMillis())
        + Stream.concat(notes.stream(), examples.stream())
            .map(line -> "  " + line + "\n")
            .collect(joining());
  }
}
