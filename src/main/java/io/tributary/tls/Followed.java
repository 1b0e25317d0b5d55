package io.tributary.tls;

import java.util.Optional;

/**
 * Options that are made from files and follow their content. Any thread may read the {@link
 * #current} options. Only one thread at a time may {@link #reload}.
 *
 * @param <S> the content of the files
 * @param <T> the options
 */
public final class Followed<S, T> {
  /** Reads the files. Blocks. */
  @FunctionalInterface
  public interface Files<S> {
    /** Returns the content, which is equal to another if nothing has changed. */
    S read() throws TlsFileException;
  }

  /** Makes the options. */
  @FunctionalInterface
  public interface Options<S, T> {
    /** Makes the options from this content. */
    T from(S content) throws TlsFileException;
  }

  private final Files<S> files;
  private final Options<S, T> options;
  private volatile T current;
  private Look<S> last;

  /** The content of the files, or the reason why they could not be read. */
  private record Look<S>(Optional<S> content, String problem) {}

  private Followed(Files<S> files, Options<S, T> options, S content) throws TlsFileException {
    this.files = files;
    this.options = options;
    this.current = options.from(content);
    this.last = new Look<>(Optional.of(content), "");
  }

  /** Reads the files for the first time. Blocks. */
  public static <S, T> Followed<S, T> read(Files<S> files, Options<S, T> options)
      throws TlsFileException {
    return new Followed<>(files, options, files.read());
  }

  /** Returns the same object until the files change. */
  public T current() {
    return current;
  }

  /** Reads the files again. Blocks. */
  public Change reload() {
    Look<S> now = look();
    if (now.equals(last)) {
      return new Change.None();
    }
    last = now;
    if (now.content().isEmpty()) {
      return new Change.Refused(now.problem());
    }
    try {
      current = options.from(now.content().get());
      return new Change.Read();
    } catch (TlsFileException e) {
      return new Change.Refused(e.problem());
    }
  }

  private Look<S> look() {
    try {
      return new Look<>(Optional.of(files.read()), "");
    } catch (TlsFileException e) {
      return new Look<>(Optional.empty(), e.problem());
    }
  }
}
