package io.tributary.transform;

import io.tributary.transform.TransformLoader.TransformMistake;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The transforms written in Java: those on the class path and in every {@code *.jar} of one folder.
 * The classes of the jars see those of Tributary and its libraries. They stay loaded until the
 * process ends. Thread-safe.
 */
final class JavaTransforms {
  private final Path folder;
  private @Nullable ClassLoader classes;

  JavaTransforms(Path folder) {
    this.folder = folder;
  }

  /** The transform with this name; fails with {@link TransformMistake}. */
  synchronized Transform named(String name) throws TransformMistake {
    List<String> unusable = new ArrayList<>();
    Iterator<Transform> found = ServiceLoader.load(Transform.class, classes()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        Transform transform = found.next();
        if (transform.name().equals(name)) {
          return transform;
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        unusable.add(reason(broken));
      }
    }
    throw new TransformMistake(
        "no Java transform on the class path or in a jar of the folder "
            + folder.getFileName()
            + " is called \""
            + name
            + "\""
            + (unusable.isEmpty() ? "" : "; not usable: " + String.join("; ", unusable)));
  }

  private static String reason(Throwable broken) {
    String text = String.valueOf(broken.getMessage()).replace(Transform.class.getName() + ": ", "");
    return broken.getCause() == null ? text : text + " (" + broken.getCause() + ")";
  }

  private ClassLoader classes() throws TransformMistake {
    ClassLoader known = classes;
    if (known == null) {
      known = new URLClassLoader("transforms", jars(), Transform.class.getClassLoader());
      classes = known;
    }
    return known;
  }

  private URL[] jars() throws TransformMistake {
    List<URL> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : found) {
          jars.add(url(jar));
        }
      } catch (IOException unreadable) {
        throw new TransformMistake("the folder " + folder.getFileName() + " cannot be read");
      }
    }
    return jars.toArray(URL[]::new);
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
