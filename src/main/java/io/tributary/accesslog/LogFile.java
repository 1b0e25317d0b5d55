package io.tributary.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file. A file that was renamed or removed, as tools that rotate logs do, is
 * left alone, and a new one takes its place. After an error the file is opened again. Used by one
 * thread.
 */
final class LogFile implements LineSink {
  private final Path path;
  private @Nullable FileChannel channel;
  private @Nullable Object key;

  LogFile(Path path) {
    this.path = path;
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    try {
      FileChannel out = current();
      while (lines.hasRemaining()) {
        int _ = out.write(lines);
      }
    } catch (IOException failed) {
      close();
      throw failed;
    }
  }

  private FileChannel current() throws IOException {
    FileChannel open = channel;
    if (open != null && isInPlace()) {
      return open;
    }
    close();
    FileChannel opened =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    channel = opened;
    key = key();
    return opened;
  }

  private boolean isInPlace() throws IOException {
    try {
      return key().equals(key);
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /** The identity of the file that has the name now. */
  private Object key() throws IOException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    return file.fileKey() == null ? path : file.fileKey();
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
