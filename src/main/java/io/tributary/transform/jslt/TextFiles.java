package io.tributary.transform.jslt;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the files of transforms. */
@FunctionalInterface
public interface TextFiles {
  /**
   * The content of a file.
   *
   * @throws IOException if it cannot be read or is too large; its message follows the file's name,
   *     such as {@code is larger than 1 MiB}
   */
  String read(Path file) throws IOException;
}
