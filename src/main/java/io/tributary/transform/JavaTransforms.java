package io.tributary.transform;

import static java.util.stream.Collectors.joining;

import io.tributary.transform.TransformLoader.TransformMistake;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    List<Transform> called = new ArrayList<>();
    Iterator<Transform> found = ServiceLoader.load(Transform.class, classes()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        Transform transform = found.next();
        if (transform.name().equals(name)) {
          called.add(transform);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        unusable.add(reason(broken));
      }
    }
    if (called.size() == 1) {
      return onlyOneOf(called.getFirst());
    }
    if (called.size() > 1) {
      throw new TransformMistake(
          "several Java transforms are called \""
              + name
              + "\": "
              + called.stream().map(one -> one.getClass().getName()).collect(joining(", ")));
    }
    throw new TransformMistake(
        "no Java transform on the class path or in a jar of the folder "
            + folder.getFileName()
            + " is called \""
            + name
            + "\""
            + (unusable.isEmpty() ? "" : "; not usable: " + String.join("; ", unusable)));
  }

  /** Two versions of a jar have the same class, and the class loader would choose one. */
  private Transform onlyOneOf(Transform transform) throws TransformMistake {
    String file = transform.getClass().getName().replace('.', '/') + ".class";
    try {
      if (Collections.list(classes().getResources(file)).size() > 1) {
        throw new TransformMistake(
            "several jars contain the Java transform " + transform.getClass().getName());
      }
      return transform;
    } catch (IOException unreadable) {
      throw new TransformMistake("the folder " + folder.getFileName() + " cannot be read");
    }
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
          if (!Files.isRegularFile(jar)) {
            throw new TransformMistake(
                "in the folder "
                    + folder.getFileName()
                    + ", "
                    + jar.getFileName()
                    + " is not a regular file");
          }
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
