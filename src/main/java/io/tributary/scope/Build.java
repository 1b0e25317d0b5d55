package io.tributary.scope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The build that runs. Stateless. */
public final class Build {
  /** Maven puts the version in the place of this when it copies the file. */
  private static final String NOT_COPIED = "${";

  private static final Optional<String> VERSION = read();

  private Build() {}

  /** The version that Maven has built; empty for classes that something else has compiled. */
  public static Optional<String> version() {
    return VERSION;
  }

  private static Optional<String> read() {
    try (InputStream file = Build.class.getResourceAsStream("/io/tributary/version.txt")) {
      return Optional.ofNullable(file == null ? null : new String(file.readAllBytes(), UTF_8))
          .map(String::strip)
          .filter(version -> !version.startsWith(NOT_COPIED));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
