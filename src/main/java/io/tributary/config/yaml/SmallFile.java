package io.tributary.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads regular files of at most 1 MiB. Other kinds are refused before they are opened: a FIFO
 * would block and a device may have no end.
 */
public final class SmallFile {
  public static final int LARGEST = 1 << 20;
  public static final String TOO_LARGE = "is larger than 1 MiB";
  private static final String NOT_REGULAR = "must be a regular file";

  private SmallFile() {}

  /**
   * The bytes of a file.
   *
   * @throws IOException if it cannot be read, is not regular or is too large; {@link #mistake}
   *     explains it
   */
  public static byte[] read(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new RefusedException(NOT_REGULAR);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new RefusedException(TOO_LARGE);
      }
      return bytes;
    }
  }

  /** The message for a file that {@link #read} could not read. */
  public static String mistake(IOException cause) {
    return switch (cause) {
      case RefusedException refused -> refused.rule;
      case NoSuchFileException _ -> "cannot be read: there is no such file";
      case AccessDeniedException _ -> "cannot be read: permission denied";
      default -> "cannot be read: " + MessageText.mistake(reason(cause));
    };
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    RefusedException(String rule) {
      super(rule);
      this.rule = rule;
    }
  }
}
