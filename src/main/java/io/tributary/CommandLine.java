package io.tributary;

import io.tributary.config.read.Suggestion;
import io.tributary.config.yaml.MessageText;
import io.tributary.explain.HeaderLine;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the words of a command line. Stateless. */
final class CommandLine {
  private static final Path DEFAULT_CONFIG = Path.of("config", "tributary.yaml");
  private static final String HEADER = "--header";
  private static final List<String> OPTIONS =
      List.of("--check", "--explain", HEADER, "--openapi", "--schema", "--version", "--help");

  private CommandLine() {}

  /** The command that the words are. */
  static Command parse(List<String> words) {
    if (words.isEmpty()) {
      return new Command.Serve(DEFAULT_CONFIG);
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "--check" -> withConfig(words, rest, Command.Check::new);
      case "--openapi" -> withConfig(words, rest, Command.OpenApiDocument::new);
      case "--explain" -> explain(words, rest);
      case "--schema" -> rest.isEmpty() ? new Command.Schema() : misuse(words);
      case "--version" -> rest.isEmpty() ? new Command.Version() : misuse(words);
      case "--help" -> rest.isEmpty() ? new Command.Help() : misuse(words);
      default -> withConfig(words, words, Command.Serve::new);
    };
  }

  private static Command withConfig(
      List<String> words, List<String> rest, Function<Path, Command> command) {
    return switch (rest.size()) {
      case 0 -> command.apply(DEFAULT_CONFIG);
      case 1 -> isOption(rest.getFirst()) ? misuse(words) : command.apply(Path.of(rest.getFirst()));
      default -> misuse(words);
    };
  }

  private static Command explain(List<String> words, List<String> rest) {
    if (rest.stream().limit(2).anyMatch(CommandLine::isUnknown)) {
      return misuse(words);
    }
    if (rest.size() < 2 || !HeaderLine.isToken(rest.getFirst()) || isOption(rest.get(1))) {
      return new Command.Misuse(
          "--explain needs a method and a target, as in --explain GET /aggregate");
    }
    MultiMap headers = HttpHeaders.headers();
    int next = 2;
    for (; next < rest.size() && rest.get(next).equals(HEADER); next += 2) {
      if (!HeaderLine.addTo(headers, next + 1 < rest.size() ? rest.get(next + 1) : "")) {
        return new Command.Misuse(
            "--header needs a name and a value, as in --header 'X-Tenant: a'");
      }
    }
    return withConfig(
        words,
        rest.subList(next, rest.size()),
        config ->
            new Command.Explain(HttpMethod.valueOf(rest.getFirst()), rest.get(1), headers, config));
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }

  private static boolean isUnknown(String word) {
    return isOption(word) && !OPTIONS.contains(word);
  }

  private static Command misuse(List<String> words) {
    Optional<String> unknown = words.stream().filter(CommandLine::isUnknown).findFirst();
    return new Command.Misuse(
        unknown
            .map(
                option ->
                    "Unknown option "
                        + MessageText.plain(option)
                        + Suggestion.hintOrList(option, OPTIONS, "options"))
            .orElse("Wrong arguments: one option first, and one configuration at most"));
  }
}
