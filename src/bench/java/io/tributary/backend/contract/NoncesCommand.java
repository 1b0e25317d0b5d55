package io.tributary.backend.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * {@code src/bench/nonces}: calls over each transport while some responses are broken. Exits with 1
 * if one got what is not its own, or failed for no reason.
 */
public final class NoncesCommand {
  private static final String USAGE =
      "usage: nonces [--calls N] [--broken PERCENT] [--seed S] [--late]"
          + " [--transport web-http1|web-h2c|web-h2|lean]";

  /** A run is slower than any machine if it makes fewer calls a second. */
  private static final int SLOWEST_CALLS_A_SECOND = 200;

  private static final Duration START = Duration.ofMinutes(1);

  private int calls = 1_000_000;
  private int brokenPercent = 10;
  private long seed = ThreadLocalRandom.current().nextLong();
  private boolean late;
  private List<TransportUnderTest> transports = List.of(TransportUnderTest.values());

  private NoncesCommand(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--calls" -> calls = Integer.parseInt(arguments[++i].replace("_", ""));
        case "--broken" -> brokenPercent = Integer.parseInt(arguments[++i]);
        case "--seed" -> seed = Long.parseLong(arguments[++i]);
        case "--transport" -> transports = List.of(transport(arguments[++i]));
        case "--late" -> late = true;
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
  }

  private static TransportUnderTest transport(String name) {
    return name.equals("web-http1")
        ? TransportUnderTest.WEB_HTTP_1_1
        : TransportUnderTest.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    NoncesCommand command;
    try {
      command = new NoncesCommand(arguments);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log.setLevel(Level.OFF); // nobody reads a line for each broken response
    System.out.printf("seed %d%n", command.seed);
    boolean clean = true;
    for (TransportUnderTest transport : command.transports) {
      clean &= command.run(transport);
    }
    System.exit(clean ? 0 : 1);
  }

  private boolean run(TransportUnderTest transport) throws Exception {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));
    long seconds = START.toSeconds() + calls / SLOWEST_CALLS_A_SECOND;
    NonceReport report =
        new NonceRun(
                vertx,
                transport,
                new Nonces(seed),
                new NonceRun.Plan(calls, brokenPercent, late))
            .start()
            .toCompletionStage()
            .toCompletableFuture()
            .get(seconds, TimeUnit.SECONDS);
    System.out.println(report);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    return report.explained() && (late || report.foreign() == 0);
  }
}
