package io.tributary.config.read;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the files that a configuration names. */
final class FilePath {
  private FilePath() {}

  /** The path of a file. A relative one starts at the folder of the configuration file. */
  static Optional<Path> of(ConfigValue value) {
    return value.text().flatMap(name -> resolve(name, value));
  }

  private static Optional<Path> resolve(String name, ConfigValue value) {
    try {
      return Optional.of(value.reading().folder().resolve(name).normalize());
    } catch (InvalidPathException _) {
      return value.refuse("must be the path of a file");
    }
  }
}
