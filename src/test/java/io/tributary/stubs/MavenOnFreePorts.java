package io.tributary.stubs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does for a test what {@code exec:exec@stubs} and {@code exec:exec@record} do, in the test's own
 * JVM and on free ports.
 */
public final class MavenOnFreePorts implements AutoCloseable {
  private static final Pattern OPTION = Pattern.compile("-D([\\w.]+)=(\\S+)");
  private static final Pattern PLACE = Pattern.compile("localhost:\\d+");

  private final Path root;
  private final Map<String, String> places = new TreeMap<>();
  private final List<Stub> stubs = new ArrayList<>();
  private final List<Recorder> recorders = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param root stands for the root of the project
   */
  public MavenOnFreePorts(Path root) {
    this.root = root;
  }

  /** Runs the command and returns what it prints. Earlier stubs end, as in the same terminal. */
  public String run(String command) throws Exception {
    Map<String, String> options = new TreeMap<>();
    OPTION.matcher(command).results().forEach(o -> options.put(o.group(1), o.group(2)));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    if (command.contains("exec:exec@record")) {
      List<RecordTarget> targets = RecordTarget.read(options.getOrDefault("record.target", ""));
      recorders.addAll(RecordCommand.record(targets, root.resolve("recordings"), 0, out));
      listensAt("localhost:8181", recorders.getLast().url());
    } else {
      serve(options, out);
    }
    return printed.toString(UTF_8).replace(root + "/", "");
  }

  private void serve(Map<String, String> options, PrintStream out) throws Exception {
    stubs.forEach(Stub::close);
    stubs.clear();
    List<StubFolder> folders = StubsCommand.folders(root.resolve(StubFolder.SHIPPED));
    Switches switches =
        Switches.read(
            options.getOrDefault("stubs.delay", ""),
            options.getOrDefault("stubs.fault", ""),
            folders.stream().map(StubFolder::name).toList());
    List<StubFolder> onFreePorts =
        folders.stream().map(stub -> new StubFolder(stub.name(), stub.path(), 0)).toList();
    stubs.addAll(StubsCommand.serve(onFreePorts, switches, out));
    for (int i = 0; i < stubs.size(); i++) {
      listensAt("localhost:" + folders.get(i).port(), stubs.get(i).url());
    }
  }

  private void listensAt(String place, String url) {
    listensAt(place, URI.create(url).getPort());
  }

  /** From now on that place stands for this port. */
  public void listensAt(String place, int port) {
    places.put(place, "localhost:" + port);
  }

  /** The text with the places where things really listen. */
  public String localized(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(places.getOrDefault(found.group(), found.group())));
  }

  @Override
  public void close() {
    stubs.forEach(Stub::close);
    recorders.forEach(Recorder::stop);
  }
}
