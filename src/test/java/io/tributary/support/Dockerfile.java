package io.tributary.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped Dockerfile as a list of instructions, in order. */
public record Dockerfile(List<Instruction> instructions) {

  /** One instruction, such as {@code COPY}, and the rest of its line. */
  public record Instruction(String name, String arguments) {
    /** Whether it is in exec form: a JSON array, so that no shell stands before the process. */
    public boolean isExec() {
      return arguments.startsWith("[");
    }

    /** The words of an exec form. */
    public List<String> words() {
      try {
        return new ObjectMapper()
            .readValue(arguments.substring(arguments.indexOf('[')), new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(name + " " + arguments, e);
      }
    }
  }

  /** Reads the file; comments are left out and continued lines are joined. */
  public static Dockerfile read() {
    try {
      String text = Files.readString(Path.of("Dockerfile"));
      String joined = text.replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
      return new Dockerfile(
          joined
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.split("\\s+", 2))
              .map(words -> new Instruction(words[0], words[1]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The instructions of the last stage: the image that is shipped. */
  public List<Instruction> runtime() {
    var stage = new ArrayList<Instruction>();
    for (Instruction instruction : instructions) {
      if (instruction.name().equals("FROM")) {
        stage.clear();
      }
      stage.add(instruction);
    }
    return stage;
  }

  /** The one instruction of this name in the last stage. */
  public Instruction one(String name) {
    List<Instruction> found = all(name);
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " instructions " + name);
    }
    return found.getFirst();
  }

  /** Every instruction of this name in the last stage. */
  public List<Instruction> all(String name) {
    return runtime().stream().filter(i -> i.name().equals(name)).toList();
  }
}
