package io.tributary.config.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What files held at one time: equal if their contents were. Immutable.
 *
 * @param digests by absolute path
 */
public record Fingerprint(SortedMap<Path, String> digests) {
  /** No files. */
  public static final Fingerprint NONE = new Fingerprint(Collections.emptySortedMap());

  /** Stands for the content of a file that could not be read. */
  static final String UNREADABLE = "";

  /** Copies the map. */
  public Fingerprint {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** Reads the same files again. Blocks. */
  public Fingerprint now() {
    SortedMap<Path, String> present = new TreeMap<>();
    digests.keySet().forEach(file -> present.put(file, digest(file)));
    return new Fingerprint(present);
  }

  private static String digest(Path file) {
    try {
      return digest(SmallFile.read(file));
    } catch (IOException unreadable) {
      return UNREADABLE;
    }
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JVM has SHA-256", missing);
    }
  }
}
