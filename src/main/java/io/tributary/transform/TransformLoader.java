package io.tributary.transform;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import com.schibsted.spt.data.jslt.filters.TrueJsonFilter;
import com.schibsted.spt.data.jslt.impl.FileSystemResourceResolver;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds transforms by their reference in the configuration: {@code transforms/report.jslt} is a
 * file beside the configuration, {@code java:report} is a {@link Transform} of the service loader.
 * Immutable.
 */
public final class TransformLoader {
  /**
   * Keeps null and empty members. By default JSLT drops these, and the shape of a response would
   * depend on its data.
   */
  private static final JsonFilter KEEP_EVERYTHING = new TrueJsonFilter();

  private static final String JAVA = "java:";

  private final Path folder;

  /** Creates a loader that finds files relative to this folder. */
  public TransformLoader(Path folder) {
    this.folder = folder;
  }

  /** The transform with this reference; fails with {@link TransformMistake}. */
  public Transform find(String reference) throws TransformMistake {
    return reference.startsWith(JAVA) ? java(reference.substring(JAVA.length())) : jslt(reference);
  }

  /** The mistake in a reference, if there is one. */
  public Optional<String> mistakeIn(String reference) {
    try {
      Transform _ = find(reference);
      return Optional.empty();
    } catch (TransformMistake mistake) {
      return Optional.of(String.valueOf(mistake.getMessage()));
    }
  }

  /** The mistake in a JSLT expression, if there is one. */
  public static Optional<String> mistakeInExpression(String expression) {
    try {
      var _ = Parser.compileString(expression);
      return Optional.empty();
    } catch (JsltException mistake) {
      return Optional.of(String.valueOf(mistake.getMessage()));
    }
  }

  private static Transform java(String name) throws TransformMistake {
    for (Transform transform : ServiceLoader.load(Transform.class)) {
      if (transform.name().equals(name)) {
        return transform;
      }
    }
    throw new TransformMistake("no Java transform on the class path is called \"" + name + "\"");
  }

  private Transform jslt(String reference) throws TransformMistake {
    Path file = folder.resolve(reference);
    try (Reader text = new StringReader(Files.readString(file))) {
      FileSystemResourceResolver imports = new FileSystemResourceResolver(folder.toFile());
      return new JsltTransform(
          reference,
          new Parser(text)
              .withSource(reference)
              .withResourceResolver(imports)
              .withObjectFilter(KEEP_EVERYTHING)
              .compile());
    } catch (IOException unreadable) {
      throw new TransformMistake("the file " + file + " cannot be read");
    } catch (JsltException mistake) {
      throw new TransformMistake(String.valueOf(mistake.getMessage()));
    }
  }

  /** A reference that names no usable transform; the message says why. */
  public static final class TransformMistake extends Exception {
    private static final long serialVersionUID = 1L;

    TransformMistake(String message) {
      super(message);
    }
  }
}
