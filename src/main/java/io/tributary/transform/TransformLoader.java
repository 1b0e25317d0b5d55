package io.tributary.transform;

import io.tributary.transform.jslt.Jslt;
import io.tributary.transform.jslt.JsltMistake;
import io.tributary.transform.jslt.TextFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds transforms by their reference in the configuration: {@code transforms/report.jslt} is a
 * file beside the configuration, {@code java:report} is a {@link Transform} of a jar. Immutable.
 */
public final class TransformLoader {
  private static final String JAVA = "java:";

  private static final String HIDES_READS =
      "uses all parts at once (. or a matcher), which hides the parts that it reads;"
          + " name each part directly, as in .users.id";

  private final Path folder;
  private final TextFiles files;
  private final JavaTransforms java;

  /**
   * Creates a loader.
   *
   * @param folder that of the configuration: files and imports are relative to it, and jars are in
   *     its folder {@code transforms}
   */
  public TransformLoader(Path folder, TextFiles files) {
    this.folder = folder;
    this.files = files;
    this.java = new JavaTransforms(folder.resolve("transforms"));
  }

  /** The transform with this reference; fails with {@link TransformMistake}. */
  public Transform find(String reference) throws TransformMistake {
    return reference.startsWith(JAVA)
        ? java.named(reference.substring(JAVA.length()))
        : jslt(reference);
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

  /**
   * The mistake in a JSLT expression, if there is one. It has to show which parts it reads, because
   * it waits for them.
   */
  public static Optional<String> mistakeInExpression(String expression) {
    try {
      Jslt _ = Jslt.expression(expression);
      return Jslt.reads(expression).whole() ? Optional.of(HIDES_READS) : Optional.empty();
    } catch (JsltMistake mistake) {
      return Optional.of(String.valueOf(mistake.getMessage()));
    }
  }

  /** The members of its input that a JSLT expression without a mistake names. */
  public static Set<String> membersRead(String expression) {
    try {
      return Jslt.reads(expression).members();
    } catch (JsltMistake mistake) {
      throw new IllegalArgumentException(mistake);
    }
  }

  /**
   * What a JSLT expression without a mistake reads of the variables that are given to it: for each
   * that it uses, the members that it names.
   */
  public static Map<String, Set<String>> variablesRead(String expression) {
    try {
      return Jslt.variablesRead(expression);
    } catch (JsltMistake mistake) {
      throw new IllegalArgumentException(mistake);
    }
  }

  private Transform jslt(String reference) throws TransformMistake {
    try {
      String text = files.read(folder.resolve(reference));
      return new JsltTransform(reference, Jslt.file(text, reference, folder, files));
    } catch (IOException | InvalidPathException unreadable) {
      throw new TransformMistake("the file " + reference + " " + unreadable.getMessage());
    } catch (JsltMistake mistake) {
      throw new TransformMistake("the file " + reference + ": " + mistake.getMessage());
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
