package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command-line tool that may be installed here; where it is not, the test that needs it is
 * skipped.
 */
public record Tool(String name) {

  /** What the tool said, on both streams, and its exit code. */
  public record Result(int exit, String output) {}

  /** Runs the tool in this folder and returns when it has ended, after 30 seconds at most. */
  public Result run(String folder, String... arguments) throws IOException, InterruptedException {
    return run(folder, Redirect.PIPE, arguments);
  }

  /** The same with something on its standard input. */
  public Result run(String folder, Redirect input, String... arguments)
      throws IOException, InterruptedException {
    assumeInstalled();
    var command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(name, ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(new File(folder))
              .redirectInput(input)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(Patience.HANG.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended).as("%s ended in time", name).isTrue();
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Skips the test where the tool is missing. */
  public void assumeInstalled() {
    assumeTrue(find().isPresent(), name + " is not on the PATH");
  }

  /** Where the tool is, if it is installed. */
  public Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
