package io.tributary;

import io.tributary.app.Blocking;
import io.tributary.app.CannotStartException;
import io.tributary.app.LoadedConfig;
import io.tributary.app.Service;
import io.tributary.config.ConfigException;
import io.tributary.config.read.Suggestion;
import io.tributary.config.yaml.MessageText;
import io.tributary.metrics.Telemetry;
import io.tributary.openapi.OpenApi;
import io.tributary.scope.OutOfMemory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line and the composition root. */
public final class Main {
  /**
   * Exit statuses of {@code sysexits.h}: 64 for a wrong command line, 78 for a wrong configuration.
   */
  private static final int EXIT_USAGE = 64;

  private static final int EXIT_CONFIG = 78;
  private static final int EXIT_FAILED = 1;
  private static final Path DEFAULT_CONFIG = Path.of("config", "tributary.yaml");

  private static final List<String> OPTIONS =
      List.of("--check", "--openapi", "--version", "--help");

  private static final String HELP =
      """
      Tributary: many backends, one answer.

      Usage: java -jar tributary.jar [CONFIG]         serve (default: config/tributary.yaml)
             java -jar tributary.jar --check [CONFIG] check the configuration and exit
             java -jar tributary.jar --openapi [CONFIG]  print the OpenAPI document and exit
             java -jar tributary.jar --version | --help

      Exit status: 0 when stopped, 1 when it cannot start, 3 when memory runs out, 64 for a wrong
      command line, 78 for a wrong configuration.""";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final Consumer<Service> started;

  /**
   * Creates the command line.
   *
   * @param started receives the service once it has started
   */
  Main(
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      Consumer<Service> started) {
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.started = started;
  }

  /** Runs the command line. With a configuration it serves until the JVM is told to stop. */
  public static void main(String[] args) {
    Shutdown shutdown = Shutdown.install();
    OutOfMemory.watch();
    setDefault("io.netty.jfr.enabled", "false"); // loading it takes 5 % of the start-up time
    // A client could have an event loop compute handshakes on one connection without end.
    setDefault("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    new Main(System.getenv(), System.out, System.err, shutdown::stops)
        .run(List.of(args))
        .ifPresent(shutdown::exit);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Returns the exit code, or empty when the service is running. */
  Optional<Integer> run(List<String> args) {
    return switch (args) {
      case List<String> none when none.isEmpty() -> serve(DEFAULT_CONFIG);
      case List<String> one when one.equals(List.of("--help")) -> print(HELP);
      case List<String> one when one.equals(List.of("--version")) ->
          print("tributary " + version());
      case List<String> words when isOptionWithFile("--check", words) -> check(file(words));
      case List<String> words when isOptionWithFile("--openapi", words) -> describe(file(words));
      case List<String> one when one.size() == 1 && !one.getFirst().startsWith("-") ->
          serve(Path.of(one.getFirst()));
      default -> misused(args);
    };
  }

  private static boolean isOptionWithFile(String option, List<String> words) {
    return words.getFirst().equals(option)
        && (words.size() == 1 || (words.size() == 2 && !words.get(1).startsWith("-")));
  }

  private static Path file(List<String> words) {
    return words.size() == 2 ? Path.of(words.get(1)) : DEFAULT_CONFIG;
  }

  private Optional<Integer> describe(Path file) {
    Optional<LoadedConfig> loaded = load(file);
    return loaded.isEmpty()
        ? Optional.of(EXIT_CONFIG)
        : print(OpenApi.of(loaded.get().config()).stripTrailing());
  }

  private Optional<Integer> misused(List<String> args) {
    err.println(
        args.stream()
            .filter(argument -> argument.startsWith("-") && !OPTIONS.contains(argument))
            .findFirst()
            .map(
                option ->
                    "Unknown option "
                        + MessageText.plain(option)
                        + Suggestion.hintOrList(option, OPTIONS, "options"))
            .orElse("Wrong arguments: one option first, and one configuration at most"));
    err.println(HELP);
    return Optional.of(EXIT_USAGE);
  }

  private Optional<Integer> print(String text) {
    out.println(text);
    return Optional.of(0);
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private Optional<Integer> check(Path file) {
    return load(file)
        .map(
            loaded -> {
              int aggregates = loaded.config().aggregates().size();
              return print(
                  file
                      + " is valid: "
                      + aggregates
                      + " aggregates, "
                      + loaded.config().backends().size()
                      + " backends");
            })
        .orElse(Optional.of(EXIT_CONFIG));
  }

  private Optional<LoadedConfig> load(Path file) {
    try {
      return Optional.of(LoadedConfig.from(file, environment));
    } catch (ConfigException wrong) {
      err.println(file + " is invalid:");
      wrong.problems().forEach(problem -> err.println("  " + problem));
      return Optional.empty();
    }
  }

  private Optional<Integer> serve(Path file) {
    // Loading the telemetry classes takes as long as reading the configuration, so both run at
    // once.
    CompletableFuture<Telemetry> telemetry = CompletableFuture.supplyAsync(Telemetry::new);
    Optional<LoadedConfig> loaded = load(file);
    if (loaded.isEmpty()) {
      return Optional.of(EXIT_CONFIG);
    }
    try {
      Service service = Blocking.await(Service.start(loaded.get(), telemetry.join()));
      started.accept(service);
      service.ready();
      Logger log = LoggerFactory.getLogger(Main.class);
      log.info(
          "Ready: aggregates on port {}, management on port {}",
          service.port(),
          service.managementPort());
      return Optional.empty();
    } catch (CompletionException failed) {
      OutOfMemory.endProcessIfCauseOf(failed);
      err.println("Cannot start: " + reason(failed.getCause()));
      return Optional.of(EXIT_FAILED);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof CannotStartException known ? known.reason() : String.valueOf(cause);
  }
}
