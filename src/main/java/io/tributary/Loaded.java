package io.tributary;

import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.ConfigLoader;
import io.tributary.config.Expressions;
import io.tributary.transform.Transform;
import io.tributary.transform.Transforms;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A configuration and the transforms it names, all checked. Immutable. */
record Loaded(Config config, Map<String, Transform> transforms) {

  /** Reads a file; every mistake in it and in the transforms it names is reported at once. */
  static Loaded from(Path file, Map<String, String> environment) throws ConfigException {
    Path folder = file.toAbsolutePath().getParent();
    Transforms transforms = new Transforms(folder == null ? Path.of("/") : folder);
    Config config = new ConfigLoader(environment, checks(transforms)).load(file);
    Map<String, Transform> found = new HashMap<>();
    for (AggregateConfig aggregate : config.aggregates()) {
      if (aggregate.transform().isPresent()) {
        found.put(aggregate.transform().get(), find(transforms, aggregate.transform().get()));
      }
    }
    return new Loaded(config, Map.copyOf(found));
  }

  private static Transform find(Transforms transforms, String reference) {
    try {
      return transforms.find(reference);
    } catch (Transforms.TransformMistake changed) {
      throw new IllegalStateException("a transform changed while it was read", changed);
    }
  }

  private static Expressions checks(Transforms transforms) {
    return new Expressions() {
      @Override
      public Optional<String> mistakeInTransform(String reference) {
        return transforms.mistakeIn(reference);
      }

      @Override
      public Optional<String> mistakeInExpression(String expression) {
        return Transforms.mistakeInExpression(expression);
      }
    };
  }
}
