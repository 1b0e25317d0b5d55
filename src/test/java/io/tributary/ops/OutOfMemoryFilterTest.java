package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

class OutOfMemoryFilterTest {
  private final Error noMemory = new OutOfMemoryError("for a test");
  private final List<Throwable> causes = new ArrayList<>();
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("a");

  OutOfMemoryFilterTest() {
    OutOfMemoryFilter filter = new OutOfMemoryFilter(causes::add);
    filter.start();
    context.addTurboFilter(filter);
  }

  static List<BiConsumer<Logger, Throwable>> waysToLogACause() {
    return List.of(
        (log, cause) -> log.error("A", cause),
        (log, cause) -> log.error("A {}", 1, cause),
        (log, cause) -> log.error("A {} {}", 1, 2, cause),
        (log, cause) -> log.error("A {} {} {}", 1, 2, 3, cause),
        (log, cause) -> log.warn("A {}", 1, cause),
        (log, cause) -> log.debug("A {}", 1, cause),
        (log, cause) -> log.atError().setCause(cause).log("A"),
        (log, cause) -> log.atError().setCause(cause).addArgument(1).log("A {}"));
  }

  @ParameterizedTest
  @MethodSource("waysToLogACause")
  @DisplayName("A3: memory that runs out is seen however it is logged")
  void seesTheCauseHoweverItIsLogged(BiConsumer<Logger, Throwable> way) {
    way.accept(log, noMemory);
    assertThat(causes).contains(noMemory);
  }

  @Test
  void seesNoCauseWhereThereIsNone() {
    log.error("A");
    log.error("A {}", 1);
    log.error("A {} {} {}", 1, 2, "three");
    assertThat(causes).isEmpty();
  }
}
