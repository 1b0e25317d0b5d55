package io.tributary.config.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the files of one configuration and remembers which, so that they can be watched: a file
 * that is missing or has a mistake too. Not thread-safe.
 */
public final class SourceFiles {
  private final SortedSet<Path> all = new TreeSet<>();

  /**
   * The bytes of a file.
   *
   * @throws IOException as {@link SmallFile#read} does
   */
  public byte[] read(Path file) throws IOException {
    all.add(file.toAbsolutePath().normalize());
    return SmallFile.read(file);
  }

  /** The absolute paths of the files so far. */
  public SortedSet<Path> all() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(all));
  }
}
