package io.tributary.config.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a configuration file as text: at most 1 MiB of strict UTF-8. */
public final class SourceFile {
  private SourceFile() {}

  /** The text; empty, and reported, if the file cannot be read. */
  public static Optional<String> read(Path file, SourceFiles files, Problems problems) {
    try {
      return decode(files.read(file), file, problems);
    } catch (IOException e) {
      problems.add(file.toString(), 0, SmallFile.mistake(e));
      return Optional.empty();
    }
  }

  private static Optional<String> decode(byte[] bytes, Path file, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (!StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      return Optional.of(out.flip().toString());
    }
    int line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    problems.add(file.toString(), line, "is not UTF-8");
    return Optional.empty();
  }
}
