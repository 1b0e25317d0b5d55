package io.tributary.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random documents, as trees that know every byte: how names are written, and the whitespace around
 * them and around values. The same seed gives the same ones.
 */
final class RandomTree {
  static final List<String> NAMES = List.of("a", "b", "c", "id", "a.b", "\u00e9");

  private static final List<String> SCALARS =
      List.of(
          "1",
          "-0.50e+1",
          "\"\"",
          "\"}],{\\\"[:\"",
          "\"\\u0061\\\\\"",
          "true",
          "null",
          "\"long text, long text\"");
  private static final List<String> SPACES =
      List.of("", "", "", " ", "\n    ", "\t", "\r\n", "          ");

  private final Random random;

  RandomTree(Random random) {
    this.random = random;
  }

  /** A value, without whitespace around it. */
  sealed interface Node {
    record Scalar(String text) implements Node {}

    /** A list; {@code space} is in one without elements. */
    record Array(String space, List<Element> elements) implements Node {}

    /** An object; {@code space} is in one without members. */
    record Obj(String space, List<Member> members) implements Node {}
  }

  record Element(String before, Node value, String after) {
    Element with(Node other) {
      return new Element(before, other, after);
    }
  }

  /**
   * A member.
   *
   * @param written the name as the document has it
   * @param colon with the whitespace around it
   */
  record Member(
      String before, String name, String written, String colon, Node value, String after) {
    Member with(Node other) {
      return new Member(before, name, written, colon, other, after);
    }

    Member followed(String otherSpace) {
      return new Member(before, name, written, colon, value, otherSpace);
    }

    Member renamed(String other) {
      return new Member(before, other, "\"" + other + "\"", colon, value, after);
    }

    /** Without the whitespace around it. */
    String inner() {
      return written + colon + text(value);
    }

    String whole() {
      return before + inner() + after;
    }
  }

  static String text(Node node) {
    return switch (node) {
      case Node.Scalar(String text) -> text;
      case Node.Array(String space, List<Element> elements) ->
          "["
              + space
              + elements.stream()
                  .map(one -> one.before() + text(one.value()) + one.after())
                  .collect(Collectors.joining(","))
              + "]";
      case Node.Obj(String space, List<Member> members) ->
          "{" + space + members.stream().map(Member::whole).collect(Collectors.joining(",")) + "}";
    };
  }

  /** A value that is mostly an object, of so many levels. */
  Node node(int levels) {
    int kind = random.nextInt(levels > 0 ? 10 : 1);
    if (kind == 0) {
      return new Node.Scalar(oneOf(SCALARS));
    }
    int count = random.nextInt(5);
    if (kind > 2) {
      return object(count, levels);
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(new Element(space(), node(next(levels)), space()));
    }
    return new Node.Array(count == 0 ? space() : "", elements);
  }

  /** An object of so many members. */
  Node.Obj object(int count, int levels) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = oneOf(NAMES);
      members.add(
          new Member(
              space(), name, written(name), space() + ":" + space(), node(next(levels)), space()));
    }
    return new Node.Obj(count == 0 ? space() : "", members);
  }

  private int next(int levels) {
    return random.nextInt(4) == 0 ? 0 : levels - 1;
  }

  /** Some characters are written as escape sequences. */
  private String written(String name) {
    return name.chars()
        .mapToObj(c -> random.nextInt(4) == 0 ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  String space() {
    return oneOf(SPACES);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
