package io.tributary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.app.Blocking;
import io.tributary.app.CannotStartException;
import io.tributary.app.ConfigFile;
import io.tributary.app.LoadedConfig;
import io.tributary.app.Platform;
import io.tributary.app.Service;
import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.explain.Explainer;
import io.tributary.explain.ExplanationText;
import io.tributary.metrics.Telemetry;
import io.tributary.openapi.OpenApi;
import io.tributary.ops.LogSetup;
import io.tributary.scope.Build;
import io.tributary.scope.OutOfMemory;
import io.tributary.tracing.Tracing;
import io.tributary.tracing.TracingVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private static final String SCHEMA = "tributary.schema.json";

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
    Main main =
        new Main(
            System.getenv(),
            utf8(System.out),
            utf8(System.err),
            service -> {
              shutdown.stops(service);
              Hangup.reloads(service);
            });
    try {
      main.run(List.of(args)).ifPresent(shutdown::exit);
    } catch (RuntimeException bug) {
      LoggerFactory.getLogger(Main.class).error("Ended by a bug", bug);
      shutdown.exit(EXIT_FAILED);
    }
  }

  /** The encoding of the platform may have no character for what is written. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, UTF_8);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Returns the exit code, or empty when the service is running. */
  Optional<Integer> run(List<String> words) {
    return switch (CommandLine.parse(words)) {
      case Command.Serve(Path config) -> serve(config);
      case Command.Check(Path config) -> check(config);
      case Command.Explain explain -> print(explain.config(), loaded -> explain(explain, loaded));
      case Command.OpenApiDocument(Path config) -> print(config, OpenApi::of);
      case Command.Schema() -> print(schema());
      case Command.Version() -> print("tributary " + Build.version().orElse("(not packaged)"));
      case Command.Help() -> print(Help.TEXT);
      case Command.Misuse(String mistake) -> {
        err.println(mistake + "\n" + Help.USAGE + "\n--help explains each word.");
        yield Optional.of(EXIT_USAGE);
      }
    };
  }

  private Optional<Integer> print(Path file, Function<Config, String> text) {
    return load(file)
        .map(loaded -> print(text.apply(loaded.config())))
        .orElse(Optional.of(EXIT_CONFIG));
  }

  private Optional<Integer> check(Path file) {
    Optional<Integer> status = print(file, loaded -> summary(file, loaded));
    try {
      var _ = TracingVariables.read(environment);
      return status;
    } catch (ConfigException wrong) {
      return refuse("The environment", wrong);
    }
  }

  private Optional<Integer> print(String text) {
    out.println(text.stripTrailing());
    return Optional.of(0);
  }

  private static String summary(Path file, Config config) {
    return "%s is valid: %s, %s"
        .formatted(
            file,
            count(config.aggregates().size(), "aggregate"),
            count(config.backends().size(), "backend"));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String explain(Command.Explain asked, Config config) {
    return ExplanationText.of(
        asked.method() + " " + asked.target(),
        new Explainer(config).explain(asked.method(), asked.target(), asked.headers()));
  }

  private static String schema() {
    try (InputStream schema = Main.class.getResourceAsStream(SCHEMA)) {
      return new String(Objects.requireNonNull(schema, SCHEMA).readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Optional<LoadedConfig> load(Path file) {
    return load(new ConfigFile(file, environment));
  }

  private Optional<LoadedConfig> load(ConfigFile file) {
    try {
      return Optional.of(file.load(new SourceFiles()));
    } catch (ConfigException wrong) {
      var _ = refuse(file.path().toString(), wrong);
      return Optional.empty();
    }
  }

  private Optional<Integer> refuse(String where, ConfigException wrong) {
    err.println(where + " is invalid:");
    wrong.problems().forEach(problem -> err.println("  " + problem));
    return Optional.of(EXIT_CONFIG);
  }

  private Optional<Integer> serve(Path path) {
    ConfigFile file = new ConfigFile(path, environment);
    try {
      Optional<TracingVariables> variables = TracingVariables.read(environment);
      // Loading the platform's classes takes as long as reading the configuration, so both run at
      // once.
      CompletableFuture<Platform> platform =
          CompletableFuture.supplyAsync(() -> Platform.start(telemetry(variables)));
      Optional<LoadedConfig> loaded = load(file);
      if (loaded.isEmpty()) {
        CompletableFuture<Void> _ = platform.thenAccept(Platform::close);
        return Optional.of(EXIT_CONFIG);
      }
      Platform ready = platform.join(); // its classes configure the log
      LogSetup.use(loaded.get().config().log().format());
      Service service =
          Blocking.await(Service.start(file, loaded.get(), ready, Tracing.start(variables)));
      started.accept(service);
      service.ready();
      Logger log = LoggerFactory.getLogger(Main.class);
      log.info(
          "Ready: aggregates on port {}, management on port {}",
          service.port(),
          service.managementPort());
      return Optional.empty();
    } catch (ConfigException wrong) {
      return refuse("The environment", wrong);
    } catch (CompletionException failed) {
      OutOfMemory.endProcessIfCauseOf(failed);
      err.println("Cannot start: " + reason(failed.getCause()));
      return Optional.of(EXIT_FAILED);
    }
  }

  private static Telemetry telemetry(Optional<TracingVariables> variables) {
    return variables.isPresent() ? Telemetry.withExemplars() : new Telemetry();
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof CannotStartException known ? known.reason() : String.valueOf(cause);
  }
}
