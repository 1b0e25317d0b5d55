package io.tributary.backend.contract;

import io.tributary.aggregate.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of a run's calls. Confined to one event loop until the run is over. */
final class NonceReport {
  private static final int EXAMPLES = 10;
  private static final int EXAMPLE_LENGTH = 160;

  private final TransportUnderTest transport;
  private final Nonces nonces;
  private final Map<Reason, Integer> failed = new EnumMap<>(Reason.class);
  private final Map<Reason, Integer> collateral = new EnumMap<>(Reason.class);
  private final List<String> examples = new ArrayList<>();
  private int succeeded;
  private int foreign;
  private long foreignBytes;
  private int unexplained;
  private int connections;
  private int unsolicited;
  private int unhandled;
  private long nanos;

  NonceReport(TransportUnderTest transport, Nonces nonces) {
    this.transport = transport;
    this.nonces = nonces;
  }

  void succeeded() {
    succeeded++;
  }

  /** A call has got a body that is not its own. */
  void foreign(int call, String body) {
    foreign++;
    foreignBytes += body.length();
    example("FOREIGN: call %d got %s".formatted(call, body));
  }

  /** A call has failed whose response was broken. */
  void failed(Reason reason) {
    failed.merge(reason, 1, Integer::sum);
  }

  /** A call has failed because of another one's broken response. */
  void collateral(Reason reason) {
    collateral.merge(reason, 1, Integer::sum);
  }

  /** An exception that nobody handled. */
  void unhandled(Throwable exception) {
    unhandled++;
    example("UNHANDLED: " + exception);
  }

  /** A call has failed, and nobody knows why. */
  void unexplained(int call, Throwable cause) {
    unexplained++;
    example("UNEXPLAINED: call %d failed with %s".formatted(call, cause));
  }

  private void example(String text) {
    if (examples.size() < EXAMPLES) {
      examples.add(text.substring(0, Math.min(text.length(), EXAMPLE_LENGTH)));
    }
  }

  void connected() {
    connections++;
  }

  void unsolicited() {
    unsolicited++;
  }

  void took(Duration time) {
    nanos = time.toNanos();
  }

  /** Calls that got something that is not their own. */
  int foreign() {
    return foreign;
  }

  /** Whether every call that should have succeeded did, apart from collateral damage. */
  boolean explained() {
    return unexplained == 0;
  }

  /** Calls that have ended. */
  int calls() {
    return succeeded + sum(failed) + sum(collateral) + foreign + unexplained;
  }

  private static int sum(Map<Reason, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    double seconds = nanos / 1e9;
    String text =
        """
        %s, seed %d
          calls        %,d in %.1f s, %,.0f calls/s, over %,d connections; unsolicited bytes %,d times
          succeeded    %,d, each with its own nonce
          failed       %,d of those with a broken response%s
          collateral   %,d of the others, by a neighbour's%s
          unexplained  %,d
          unhandled    %,d exceptions
          foreign      %,d calls, %,d bytes
        """
            .formatted(
                transport.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                nonces.seed(),
                calls(),
                seconds,
                calls() / seconds,
                connections,
                unsolicited,
                succeeded,
                sum(failed),
                byReason(failed),
                sum(collateral),
                byReason(collateral),
                unexplained,
                unhandled,
                foreign,
                foreignBytes);
    return text + examples.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  private static String byReason(Map<Reason, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> " %s %,d".formatted(entry.getKey().code(), entry.getValue()))
        .collect(Collectors.joining(",", counts.isEmpty() ? "" : ":", ""));
  }
}
