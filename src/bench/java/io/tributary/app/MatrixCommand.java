package io.tributary.app;

import ch.qos.logback.classic.Logger;
import io.tributary.config.TransportType;
import io.tributary.support.LoopStalls;
import io.tributary.support.Watchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * {@code src/bench/matrix}: every combination of faults over each transport. Writes a report. Exits
 * with 1 if anything was violated.
 */
public final class MatrixCommand {
  private static final String USAGE =
      "usage: matrix [--cases N] [--clients N] [--deadline MILLIS] [--seed S] [--report FILE]"
          + " [--transport web|lean]";

  /** The longest that an event loop may be blocked. */
  private static final Duration MAX_LOOP = Duration.ofMillis(50);

  private int cases = MatrixCase.ALL;
  private int clients = 50;
  private Duration deadline = Duration.ofMillis(2500);
  private long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
  private Path report = Path.of("src/bench/report/matrix.md");
  private List<TransportType> transports = List.of(TransportType.values());

  private MatrixCommand(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--cases" -> cases = Integer.parseInt(arguments[++i]);
        case "--clients" -> clients = Integer.parseInt(arguments[++i]);
        case "--deadline" -> deadline = Duration.ofMillis(Long.parseLong(arguments[++i]));
        case "--seed" -> seed = Long.parseLong(arguments[++i]);
        case "--report" -> report = Path.of(arguments[++i]);
        case "--transport" ->
            transports = List.of(TransportType.valueOf(arguments[++i].toUpperCase(Locale.ROOT)));
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    MatrixCommand command;
    try {
      command = new MatrixCommand(arguments);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log.detachAndStopAllAppenders(); // nobody reads a line for each fault
    System.exit(command.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    System.out.printf("seed %d%n", seed);
    List<MatrixCase> shuffled =
        new ArrayList<>(
            IntStream.range(0, MatrixCase.ALL)
                .mapToObj(number -> MatrixCase.of(number, seed))
                .toList());
    Collections.shuffle(shuffled, new Random(seed));
    List<MatrixReport> reports = new ArrayList<>();
    for (TransportType transport : transports) {
      reports.add(run(transport, shuffled.subList(0, cases)));
      System.out.println(reports.getLast());
    }
    Files.writeString(report, new MatrixPage(reports, deadline, clients, seed).toString());
    return reports.stream().allMatch(one -> one.violations() == 0);
  }

  private MatrixReport run(TransportType transport, List<MatrixCase> some) throws Exception {
    try (LoopStalls stalls = LoopStalls.recorded()) {
      MatrixReport result = new MatrixRun(transport, deadline, clients, MAX_LOOP).over(some);
      Watchdog.leaks().forEach(leak -> result.violated("leaked buffer: " + leak));
      stalls.ours().forEach(stall -> result.violated("blocked event loop: " + stall));
      result.note(
          "the slowest response took %d ms, with a deadline of %d ms"
              .formatted(result.time(1).toMillis(), deadline.toMillis()));
      return result;
    }
  }
}
