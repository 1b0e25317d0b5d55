package io.tributary.transform.jslt;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.ResourceResolver;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds what a JSLT file imports: files in the folder of the configuration, by their path from
 * there. Used for one compilation.
 */
final class Imports implements ResourceResolver {
  /** A module that several others import counts each time. */
  private static final int MOST = 100;

  private final Path folder;
  private final TextFiles files;
  private int imports;

  Imports(Path folder, TextFiles files) {
    this.folder = folder;
    this.files = files;
  }

  @Override
  public Reader resolve(String name) {
    if (++imports > MOST) {
      throw new JsltException("there are more than " + MOST + " imports");
    }
    try {
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder.normalize())) {
        throw new JsltException(
            "the import \"" + name + "\" is outside of the folder of the configuration");
      }
      return new StringReader(files.read(file));
    } catch (IOException | InvalidPathException unreadable) {
      throw new JsltException("the import \"" + name + "\" " + unreadable.getMessage());
    }
  }
}
