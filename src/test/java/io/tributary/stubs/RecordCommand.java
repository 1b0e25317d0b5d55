package io.tributary.stubs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records backends as stubs: {@code mvn -q test-compile exec:exec@record -Drecord.target=NAME:URL}.
 * {@code -Drecord.folder} is where the recordings go.
 */
public final class RecordCommand {
  private static final int FIRST_PORT = 8181;

  private RecordCommand() {}

  /** Records until it is stopped. */
  public static void main(String[] args) {
    try {
      Path folder = Path.of(System.getProperty("record.folder", ""));
      List<Recorder> recorders =
          record(
              RecordTarget.read(System.getProperty("record.target", "")),
              folder,
              FIRST_PORT,
              System.out);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> finish(recorders, folder, System.out), "finish"));
    } catch (CannotServeException | IOException cannot) {
      System.err.println("Cannot start: " + cannot.getMessage());
      System.exit(1);
    }
  }

  /** Starts a recorder for each target, at ports from that one on, and prints where they listen. */
  static List<Recorder> record(
      List<RecordTarget> targets, Path folder, int firstPort, PrintStream out)
      throws CannotServeException, IOException {
    Map<Integer, String> ports = new TreeMap<>();
    targets.forEach(target -> ports.put(firstPort + ports.size(), target.name() + " recorder"));
    Optional<String> busy = Ports.busy(ports);
    if (busy.isPresent()) {
      throw new CannotServeException(busy.get());
    }
    List<Recorder> recorders = new ArrayList<>();
    for (RecordTarget target : targets) {
      Recorder recorder = Recorder.start(target, folder, firstPort + recorders.size());
      recorders.add(recorder);
      out.println(recorder.url() + " records " + target.url() + " into " + recorder.folder());
    }
    out.println("Call them, or have Tributary call them. Ctrl-C writes the recordings.");
    return recorders;
  }

  /** Writes what was recorded and says so. */
  static void finish(List<Recorder> recorders, Path folder, PrintStream out) {
    for (Recorder recorder : recorders) {
      out.println(recorder.folder() + ": recorded " + recorder.stop());
    }
    out.println("Serve them: mvn -q test-compile exec:exec@stubs -Dstubs.folder=" + folder);
  }
}
