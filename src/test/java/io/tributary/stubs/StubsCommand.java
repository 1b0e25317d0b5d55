package io.tributary.stubs;

import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Serves the stub backends alone: {@code mvn -q test-compile exec:exec@stubs}. The switches are
 * {@code -Dstubs.folder}, {@code -Dstubs.delay} and {@code -Dstubs.fault}.
 */
public final class StubsCommand {
  private StubsCommand() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    try {
      List<StubFolder> folders = folders(Path.of(System.getProperty("stubs.folder", "")));
      List<Stub> _ =
          serve(
              folders,
              Switches.read(
                  System.getProperty("stubs.delay", ""),
                  System.getProperty("stubs.fault", ""),
                  folders.stream().map(StubFolder::name).toList()),
              System.out);
    } catch (CannotServeException | IOException cannot) {
      System.err.println("Cannot start: " + cannot.getMessage());
      System.exit(1);
    }
  }

  /** The stubs of that folder, or why there are none. */
  static List<StubFolder> folders(Path root) throws CannotServeException, IOException {
    if (!Files.isDirectory(root)) {
      throw new CannotServeException("-Dstubs.folder: there is no folder " + root);
    }
    List<StubFolder> folders = StubFolder.in(root);
    if (folders.isEmpty()) {
      throw new CannotServeException(
          "-Dstubs.folder: " + root + " is empty; each stub is a folder in it, with mappings");
    }
    return folders;
  }

  /** Starts all of them and prints what they serve. If one cannot start, none runs. */
  static List<Stub> serve(List<StubFolder> folders, Switches switches, PrintStream out)
      throws CannotServeException {
    Map<Integer, String> ports = new TreeMap<>();
    folders.forEach(folder -> ports.put(folder.port(), folder.name() + " stub"));
    Optional<String> busy = Ports.busy(ports);
    if (busy.isPresent()) {
      throw new CannotServeException(busy.get());
    }
    List<Stub> stubs = new ArrayList<>();
    try {
      folders.forEach(folder -> stubs.add(Stub.start(folder)));
    } catch (MappingFileException wrong) {
      stubs.forEach(Stub::close);
      throw new CannotServeException(String.valueOf(wrong.getMessage()));
    }
    switches.apply(stubs);
    int width = folders.stream().mapToInt(folder -> folder.name().length()).max().orElse(1);
    for (Stub stub : stubs) {
      out.printf(
          "%-" + width + "s  %s  %s%s%n",
          stub.name(),
          stub.url(),
          String.join(", ", stub.served()),
          switches.of(stub.name()));
    }
    out.println(switching(stubs.getFirst().url()));
    return stubs;
  }

  private static String switching(String url) {
    return """

        While they run, for each port:
          curl -X POST -d '{"fixedDelay":2000}' %1$s/__admin/settings            # each response after 2 s; '{}': as before
          curl -X PUT -d '{"state":"reset"}' %1$s/__admin/scenarios/fault/state  # or garbage, 500, hang, empty; without -d: none
          curl -X POST %1$s/__admin/mappings/reset                               # reads the files again
          curl %1$s/__admin/requests                                             # the last 1000 requests
        Ctrl-C stops them all."""
        .formatted(url);
  }
}
