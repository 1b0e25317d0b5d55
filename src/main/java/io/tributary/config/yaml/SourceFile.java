package io.tributary.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a configuration file as text: of bounded size and strict UTF-8. */
public final class SourceFile {
  public static final int LARGEST = 1 << 20;
  public static final String TOO_LARGE = "is larger than 1 MiB, which no configuration is";

  private SourceFile() {}

  public static Optional<String> read(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length <= LARGEST) {
        return decode(bytes, file, problems);
      }
      problems.add(file.toString(), 0, TOO_LARGE);
    } catch (NoSuchFileException e) {
      problems.add(file.toString(), 0, "cannot be read: there is no such file");
    } catch (AccessDeniedException e) {
      problems.add(file.toString(), 0, "cannot be read: permission denied");
    } catch (IOException e) {
      problems.add(file.toString(), 0, "cannot be read: " + MessageText.mistake(reason(e)));
    }
    return Optional.empty();
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

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
