package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.read.ConfigLoader;
import io.tributary.config.read.ExpressionChecks;
import io.tributary.config.yaml.Fingerprint;
import io.tributary.config.yaml.Problems;
import io.tributary.config.yaml.SmallFile;
import io.tributary.config.yaml.SourceFile;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.config.yaml.YamlReader;
import io.tributary.transform.Transform;
import io.tributary.transform.TransformLoader;
import io.tributary.transform.schema.CompiledSchema;
import io.tributary.transform.schema.SchemaMistake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked configuration and the transforms that it names. Immutable.
 *
 * @param settings what the file says, for people
 * @param sources the content of the files that were read: the configuration, JSLT files with their
 *     imports, schemas and secrets. PEM files and jars are not among them
 */
public record LoadedConfig(
    Config config, Map<String, Transform> transforms, Settings settings, Fingerprint sources) {

  /** A configuration that was read from no files. */
  public LoadedConfig(Config config, Map<String, Transform> transforms) {
    this(config, transforms, Settings.NONE, Fingerprint.NONE);
  }

  /**
   * Reads a configuration file and the transforms that it names. Blocks.
   *
   * @throws ConfigException with every mistake found, in the file and in the transforms
   */
  public static LoadedConfig from(Path file, Map<String, String> environment)
      throws ConfigException {
    return from(file, environment, new SourceFiles());
  }

  /**
   * The same, for callers that need the names of the files when the configuration has mistakes too.
   *
   * @param files reads the files
   */
  public static LoadedConfig from(Path file, Map<String, String> environment, SourceFiles files)
      throws ConfigException {
    Path folder = file.toAbsolutePath().getParent();
    TransformLoader transforms =
        new TransformLoader(folder == null ? Path.of("/") : folder, path -> text(path, files));
    Config config = new ConfigLoader(environment, checks(transforms), files).load(file);
    Map<String, Transform> found = new HashMap<>();
    for (AggregateConfig aggregate : config.aggregates()) {
      if (aggregate.transform().isPresent()) {
        found.put(aggregate.transform().get(), find(transforms, aggregate.transform().get()));
      }
    }
    return new LoadedConfig(config, Map.copyOf(found), settings(file, files), files.fingerprint());
  }

  private static Settings settings(Path file, SourceFiles files) {
    Problems problems = new Problems();
    return SourceFile.read(file, files, problems)
        .flatMap(text -> YamlReader.read(text, problems))
        .map(Settings::new)
        .orElseThrow(); // it was read before
  }

  private static Transform find(TransformLoader transforms, String reference) {
    try {
      return transforms.find(reference);
    } catch (TransformLoader.TransformMistake changed) {
      throw new IllegalStateException("a transform changed while it was read", changed);
    }
  }

  private static String text(Path file, SourceFiles files) throws IOException {
    byte[] bytes;
    try {
      bytes = files.read(file);
    } catch (IOException unreadable) {
      throw new IOException(SmallFile.mistake(unreadable), unreadable);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException wrong) {
      throw new IOException("is not UTF-8", wrong);
    }
  }

  private static ExpressionChecks checks(TransformLoader transforms) {
    return new ExpressionChecks() {
      @Override
      public Optional<String> mistakeInTransform(String reference) {
        return transforms.mistakeIn(reference);
      }

      @Override
      public Optional<String> mistakeInExpression(String expression) {
        return TransformLoader.mistakeInExpression(expression);
      }

      @Override
      public Optional<String> mistakeInSchema(String json) {
        try {
          CompiledSchema.of(json);
          return Optional.empty();
        } catch (SchemaMistake mistake) {
          return Optional.of(String.valueOf(mistake.getMessage()));
        }
      }

      @Override
      public Set<String> membersRead(String expression) {
        return TransformLoader.membersRead(expression);
      }

      @Override
      public Map<String, Set<String>> variablesRead(String expression) {
        return TransformLoader.variablesRead(expression);
      }
    };
  }
}
