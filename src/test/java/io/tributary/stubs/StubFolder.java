package io.tributary.stubs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one stub backend, in WireMock's layout: {@code mappings} and {@code __files}.
 *
 * @param name the backend's name, which is the folder's
 * @param port where it is served; 0 for any free port
 */
public record StubFolder(String name, Path path, int port) {
  /** The stubs that the repository ships. */
  public static final Path SHIPPED = Path.of("deploy/wiremock");

  private static final List<String> FIRST = List.of("users", "orders", "products");
  private static final int FIRST_PORT = 8081;

  /**
   * Every folder in that one. Those of the shipped configuration have the ports that it expects,
   * also where one of them is missing; the others follow by name.
   */
  public static List<StubFolder> in(Path root) throws IOException {
    List<StubFolder> found = new ArrayList<>();
    int next = FIRST_PORT + FIRST.size();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        String name = String.valueOf(folder.getFileName());
        int known = FIRST.indexOf(name);
        found.add(new StubFolder(name, folder, known >= 0 ? FIRST_PORT + known : next++));
      }
    }
    found.sort((one, other) -> Integer.compare(one.port(), other.port()));
    return List.copyOf(found);
  }
}
