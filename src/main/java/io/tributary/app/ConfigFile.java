package io.tributary.app;

import io.tributary.config.ConfigException;
import io.tributary.config.yaml.SourceFiles;
import java.nio.file.Path;
import java.util.Map;

/** Where the configuration comes from. Immutable. */
public record ConfigFile(Path path, Map<String, String> environment) {
  /** Copies the environment. */
  public ConfigFile {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the configuration and the transforms that it names. Blocks.
   *
   * @param files reads the files
   * @throws ConfigException with every mistake found
   */
  public LoadedConfig load(SourceFiles files) throws ConfigException {
    return LoadedConfig.from(path, environment, files);
  }
}
