package io.tributary.config.read;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.yaml.Problems;
import io.tributary.config.yaml.SourceFile;
import io.tributary.config.yaml.YamlNode;
import io.tributary.config.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration file into a {@link Config} or says all that is wrong with it. Stateless
 * but for what it is given, so as thread-safe as the {@link ExpressionChecks} it asks.
 */
public final class ConfigLoader {
  private final Environment environment;
  private final ExpressionChecks expressions;

  /**
   * @param environment what {@code ${NAME}} stands for
   * @param expressions asked about every transform and expression of the file
   */
  public ConfigLoader(Map<String, String> environment, ExpressionChecks expressions) {
    this.environment = new Environment(environment);
    this.expressions = expressions;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if the file cannot be read or holds mistakes
   */
  public Config load(Path file) throws ConfigException {
    Problems problems = new Problems();
    Optional<String> text = SourceFile.read(file, problems);
    problems.throwIfAny();
    return parse(text.orElseThrow());
  }

  /**
   * Reads the text of a file.
   *
   * @throws ConfigException if it holds mistakes
   */
  public Config parse(String yaml) throws ConfigException {
    Problems problems = new Problems();
    if (yaml.length() > SourceFile.LARGEST) {
      problems.add("", 0, SourceFile.TOO_LARGE);
      problems.throwIfAny();
    }
    Optional<YamlNode> file = YamlReader.read(yaml, problems);
    ReadContext reading = new ReadContext(problems, environment, expressions);
    Optional<Config> config =
        file.map(node -> new ConfigValue(reading, "", node.line(), node))
            .flatMap(ConfigReader::read);
    problems.throwIfAny();
    return config.orElseThrow();
  }
}
