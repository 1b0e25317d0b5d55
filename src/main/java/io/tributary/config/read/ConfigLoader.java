package io.tributary.config.read;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.yaml.Problems;
import io.tributary.config.yaml.SmallFile;
import io.tributary.config.yaml.SourceFile;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.config.yaml.YamlNode;
import io.tributary.config.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration file into a {@link Config}, or reports all its mistakes. Not thread-safe.
 */
public final class ConfigLoader {
  private final Environment environment;
  private final ExpressionChecks expressions;
  private final SourceFiles files;

  /**
   * @param environment the values of {@code ${NAME}}
   * @param expressions checks every transform and expression of the file
   * @param files reads the file and those that it names, except PEM files
   */
  public ConfigLoader(
      Map<String, String> environment, ExpressionChecks expressions, SourceFiles files) {
    this.environment = new Environment(environment);
    this.expressions = expressions;
    this.files = files;
  }

  /**
   * Reads a file. Relative paths in it start at its folder.
   *
   * @throws ConfigException if the file cannot be read or holds mistakes
   */
  public Config load(Path file) throws ConfigException {
    Problems problems = new Problems();
    Optional<String> text = SourceFile.read(file, files, problems);
    problems.throwIfAny();
    return parse(text.orElseThrow(), folderOf(file));
  }

  /**
   * Reads the text of a file. Relative paths in it start at the working folder.
   *
   * @throws ConfigException if it holds mistakes
   */
  public Config parse(String yaml) throws ConfigException {
    return parse(yaml, Path.of("").toAbsolutePath());
  }

  private static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath();
    return Optional.ofNullable(absolute.getParent()).orElse(absolute);
  }

  private Config parse(String yaml, Path folder) throws ConfigException {
    Problems problems = new Problems();
    if (yaml.length() > SmallFile.LARGEST) {
      problems.add("", 0, SmallFile.TOO_LARGE);
      problems.throwIfAny();
    }
    Optional<YamlNode> file = YamlReader.read(yaml, problems);
    ReadContext reading = new ReadContext(problems, environment, expressions, files, folder);
    Optional<Config> config =
        file.map(node -> new ConfigValue(reading, "", node.line(), node))
            .flatMap(ConfigReader::read);
    problems.throwIfAny();
    return config.orElseThrow();
  }
}
