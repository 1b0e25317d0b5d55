package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.TransportType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sample of {@code src/bench/matrix}: a fault for each of three parts. {@code -Dmatrix.seed=7}
 * repeats one.
 */
class FaultMatrixTest {
  private static final int CASES = 300;
  private static final int CLIENTS = 100;

  /** Long enough for a machine that others keep busy; most cases wait for it. */
  private static final Duration DEADLINE = Duration.ofSeconds(4);

  /** As in every test. */
  private static final Duration MAX_LOOP = Duration.ofMillis(100);

  private static final long SEED =
      Long.getLong("matrix.seed", ThreadLocalRandom.current().nextInt());

  @ParameterizedTest(name = "over {0}")
  @EnumSource
  void everyCombinationOfFaultsGetsTheResponseOfTheTables(TransportType transport)
      throws Exception {
    System.out.println("matrix.seed=" + SEED);
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, MatrixCase.ALL).boxed().toList());
    Collections.shuffle(numbers, new Random(SEED));
    List<MatrixCase> cases =
        numbers.stream().limit(CASES).map(number -> MatrixCase.of(number, SEED)).toList();
    MatrixReport report = new MatrixRun(transport, DEADLINE, CLIENTS, MAX_LOOP).over(cases);
    System.out.print(report);
    assertThat(report.violations()).as("seed %d%n%s", SEED, report).isZero();
  }
}
