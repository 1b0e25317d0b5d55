package io.tributary.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files of at most 1 MiB. */
public final class SmallFile {
  public static final int LARGEST = 1 << 20;
  public static final String TOO_LARGE = "is larger than 1 MiB";

  private SmallFile() {}

  /**
   * The bytes of a file.
   *
   * @throws IOException if it cannot be read or is too large; {@link #mistake} explains it
   */
  public static byte[] read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new NotAFileException(); // a pipe would block, a device would never end
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new TooLargeException();
      }
      return bytes;
    }
  }

  /** The message for a file that {@link #read} could not read. */
  public static String mistake(IOException cause) {
    return switch (cause) {
      case TooLargeException _ -> TOO_LARGE;
      case NotAFileException _ -> "cannot be read: it is not a file";
      case NoSuchFileException _ -> "cannot be read: there is no such file";
      case AccessDeniedException _ -> "cannot be read: permission denied";
      default -> "cannot be read: " + MessageText.mistake(reason(cause));
    };
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private static final class NotAFileException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super(TOO_LARGE);
    }
  }
}
