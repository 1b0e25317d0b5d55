package io.tributary.config.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the files of one configuration, each once, and remembers them, so that they can be watched:
 * a file that is missing or has a mistake too. Not thread-safe.
 */
public final class SourceFiles {
  private final Map<Path, byte[]> contents = new HashMap<>();
  private final Map<Path, IOException> unreadable = new HashMap<>();

  /**
   * The bytes of a file, which must not be modified.
   *
   * @throws IOException as {@link SmallFile#read} does
   */
  public byte[] read(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    IOException failure = unreadable.get(absolute);
    if (failure != null) {
      throw failure;
    }
    byte[] known = contents.get(absolute);
    return known == null ? readFirst(absolute) : known;
  }

  private byte[] readFirst(Path file) throws IOException {
    try {
      byte[] bytes = SmallFile.read(file);
      contents.put(file, bytes);
      return bytes;
    } catch (IOException failure) {
      unreadable.put(file, failure);
      throw failure;
    }
  }

  /** What the files held when they were read. */
  public Fingerprint fingerprint() {
    SortedMap<Path, String> digests = new TreeMap<>();
    contents.forEach((file, bytes) -> digests.put(file, Fingerprint.digest(bytes)));
    unreadable.keySet().forEach(file -> digests.put(file, Fingerprint.UNREADABLE));
    return new Fingerprint(digests);
  }
}
