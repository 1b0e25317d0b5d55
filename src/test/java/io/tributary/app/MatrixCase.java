package io.tributary.app;

import io.tributary.aggregate.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One request to an aggregate of three parts, each with a fault. Immutable.
 *
 * @param faults those of the parts {@code a}, {@code b} and {@code c}
 * @param required the part that is required, if any
 */
record MatrixCase(int number, List<MatrixFault> faults, Optional<String> required) {
  static final List<String> PARTS = List.of("a", "b", "c");
  static final int ALL = (int) Math.pow(MatrixFault.values().length, PARTS.size());

  /** Of all cases, one in four has no required part. */
  private static final int REQUIRED_OR_NONE = PARTS.size() + 1;

  private static final int USUAL_FILLER = 100;

  /** Takes more than one read of a socket. */
  private static final int LARGE_FILLER = 20_000;

  /** The case of that number, below {@link #ALL}; the seed decides which part is required. */
  static MatrixCase of(int number, long seed) {
    MatrixFault[] all = MatrixFault.values();
    List<MatrixFault> faults = new ArrayList<>();
    for (int rest = number; faults.size() < PARTS.size(); rest /= all.length) {
      faults.add(all[rest % all.length]);
    }
    RandomGenerator random = new SplittableRandom(seed + number);
    int required = random.nextInt(REQUIRED_OR_NONE);
    return new MatrixCase(
        number,
        List.copyOf(faults),
        required < PARTS.size() ? Optional.of(PARTS.get(required)) : Optional.empty());
  }

  /** What the client asks for. */
  String target() {
    return "/%s/%d/%s/%s/%s"
        .formatted(
            route(faults.stream().map(MatrixFault::destination).toList(), required),
            number,
            faults.get(0),
            faults.get(1),
            faults.get(2));
  }

  /** The request id, which the response must repeat. */
  String requestId() {
    return "matrix-" + number;
  }

  /** The first segment of the aggregate whose parts have these destinations. */
  static String route(List<MatrixFault.Destination> destinations, Optional<String> required) {
    return "%s-%s-%s-%s"
        .formatted(
            destinations.get(0), destinations.get(1), destinations.get(2), required.orElse("none"))
        .toLowerCase(Locale.ROOT);
  }

  /** The body that a part of a case has if all goes well, and that no other part has. */
  static String body(String number, String part) {
    int filler = number.hashCode() % 8 == 0 ? LARGE_FILLER : USUAL_FILLER;
    return "{\"nonce\":\"%s/%s\",\"filler\":\"%s\"}".formatted(number, part, "x".repeat(filler));
  }

  String body(String part) {
    return body(Integer.toString(number), part);
  }

  MatrixFault fault(String part) {
    return faults.get(PARTS.indexOf(part));
  }

  /** Whether a required part fails, which decides the response. */
  boolean requiredPartFails() {
    return required.filter(part -> fault(part).wanted().isPresent()).isPresent();
  }

  /** The status that the table of statuses gives it. */
  int status() {
    Set<Reason> reasons = new HashSet<>();
    if (requiredPartFails()) {
      reasons.addAll(fault(required.orElseThrow()).wanted().stream().toList());
    } else if (faults.stream().allMatch(fault -> fault.wanted().isPresent())) {
      faults.forEach(fault -> reasons.addAll(fault.wanted().stream().toList()));
    } else {
      return 200;
    }
    return reasons.equals(Set.of(Reason.TIMEOUT)) ? 504 : 502;
  }
}
