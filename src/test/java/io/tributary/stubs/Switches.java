package io.tributary.stubs;

import io.tributary.config.read.Suggestion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How stubs behave from their start on.
 *
 * @param delays by the name of the stub
 * @param faults by the name of the stub
 */
record Switches(Map<String, Duration> delays, Map<String, Fault> faults) {
  private static final String DELAY = "-Dstubs.delay";
  private static final String FAULT = "-Dstubs.fault";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  /** Reads the values of both switches for the stubs of those names. */
  static Switches read(String delays, String faults, List<String> stubs)
      throws CannotServeException {
    Map<String, Duration> delayed = new LinkedHashMap<>();
    for (var entry : NamedValues.read(DELAY, "NAME:TIME, such as users:2s", delays).entrySet()) {
      NamedValues.require(DELAY, entry.getKey(), stubs);
      delayed.put(entry.getKey(), duration(entry.getValue()));
    }
    Map<String, Fault> failing = new LinkedHashMap<>();
    for (var entry :
        NamedValues.read(FAULT, "NAME:FAULT, such as users:reset", faults).entrySet()) {
      NamedValues.require(FAULT, entry.getKey(), stubs);
      failing.put(entry.getKey(), fault(entry.getValue()));
    }
    return new Switches(delayed, failing);
  }

  private static Duration duration(String text) throws CannotServeException {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new CannotServeException(
          DELAY + ": \"" + text + "\" is no time such as 800ms, 2s or 1m");
    }
    int amount = Integer.parseInt(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          default -> Duration.ofMinutes(amount);
        };
    if (duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new CannotServeException(DELAY + ": " + text + " is longer than an hour");
    }
    return duration;
  }

  private static Fault fault(String word) throws CannotServeException {
    return Fault.of(word)
        .orElseThrow(
            () ->
                new CannotServeException(
                    FAULT
                        + ": there is no fault "
                        + word
                        + Suggestion.hintOrList(word, Fault.words(), "faults")));
  }

  /** Sets them on the stubs that they name. */
  void apply(List<Stub> stubs) {
    for (Stub stub : stubs) {
      if (delays.containsKey(stub.name())) {
        stub.delay(delays.get(stub.name()));
      }
      if (faults.containsKey(stub.name())) {
        stub.fail(faults.get(stub.name()));
      }
    }
  }

  /** What is switched on for that stub, as the switches spell it; empty if nothing is. */
  String of(String name) {
    String delay = delays.containsKey(name) ? "  delay " + delays.get(name).toMillis() + " ms" : "";
    return delay + (faults.containsKey(name) ? "  fault " + faults.get(name).word() : "");
  }
}
