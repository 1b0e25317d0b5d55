package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.read.ConfigLoader;
import io.tributary.config.read.ExpressionChecks;
import io.tributary.config.yaml.SmallFile;
import io.tributary.transform.Transform;
import io.tributary.transform.TransformLoader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A checked configuration and the transforms that it names. Immutable. */
public record LoadedConfig(Config config, Map<String, Transform> transforms) {

  /**
   * Reads a configuration file and the transforms that it names. Blocks.
   *
   * @throws ConfigException with every mistake found, in the file and in the transforms
   */
  public static LoadedConfig from(Path file, Map<String, String> environment)
      throws ConfigException {
    Path folder = file.toAbsolutePath().getParent();
    TransformLoader transforms =
        new TransformLoader(folder == null ? Path.of("/") : folder, LoadedConfig::text);
    Config config = new ConfigLoader(environment, checks(transforms)).load(file);
    Map<String, Transform> found = new HashMap<>();
    for (AggregateConfig aggregate : config.aggregates()) {
      if (aggregate.transform().isPresent()) {
        found.put(aggregate.transform().get(), find(transforms, aggregate.transform().get()));
      }
    }
    return new LoadedConfig(config, Map.copyOf(found));
  }

  private static Transform find(TransformLoader transforms, String reference) {
    try {
      return transforms.find(reference);
    } catch (TransformLoader.TransformMistake changed) {
      throw new IllegalStateException("a transform changed while it was read", changed);
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = SmallFile.read(file);
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
      public Set<String> membersRead(String expression) {
        return TransformLoader.membersRead(expression);
      }
    };
  }
}
