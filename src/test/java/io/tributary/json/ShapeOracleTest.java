package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shapes of random documents, compared with the same done to a tree. */
class ShapeOracleTest {
  private static final int DOCUMENTS = 20_000;
  private static final String[] NAMES = {"a", "b", "c", "id", "a.b", "\u00e9"};
  private static final String[] PATHS = {"a", "b", "c", "id", "\u00e9", "a.b", "b.a.c", "id.id"};
  private static final String[] SCALARS = {
    "1",
    "-0.50e+1",
    "\"\"",
    "\"}],{\\\"[:\"",
    "\"\\u0061\\\\\"",
    "true",
    "null",
    "\"long text, long text\""
  };
  private static final String[] SPACES = {"", "", "", " ", "\n    ", "\t", "          "};

  private final Random random;

  ShapeOracleTest() {
    long seed = new Random().nextLong();
    System.out.println("shapes: seed " + seed);
    this.random = new Random(seed);
  }

  /** A value as its text without whitespace, or its children. */
  private sealed interface Node {
    record Scalar(String text) implements Node {}

    record Array(List<Node> elements) implements Node {}

    record Obj(List<Member> members) implements Node {}
  }

  private record Member(String name, Node value) {}

  @Test
  void aShapeDoesWhatATreeWould() {
    for (int i = 0; i < DOCUMENTS; i++) {
      Node tree = node(5);
      Optional<List<String>> keep =
          random.nextInt(3) == 0
              ? Optional.empty()
              : Optional.of(paths(4)).filter(paths -> !paths.isEmpty());
      List<String> drop = keep.isEmpty() ? paths(3) : List.of();
      Map<String, String> rename = new HashMap<>();
      String newName = oneOf(NAMES); // a configuration gives no two members the same name
      paths(1).forEach(path -> rename.put(path, newName));
      String document = text(tree, true);
      byte[] bytes = document.getBytes(UTF_8);
      assertThat(JsonCheck.check(bytes, 0, bytes.length)).isEqualTo(Verdict.VALID);

      Slice shaped =
          Shape.of(keep.orElseGet(List::of), drop, rename)
              .of(Slice.document(bytes, 0, bytes.length));

      assertThat(JsonCheck.check(shaped.bytes(), shaped.from(), shaped.to()))
          .isEqualTo(Verdict.VALID);
      assertThat(withoutSpace(shaped.toString()))
          .as("%s keep %s drop %s rename %s", document, keep, drop, rename)
          .isEqualTo(text(shaped(tree, "", keep, drop, rename), false));
    }
  }

  /** The reference. A path is a list of names, and no name has a dot in a path. */
  private static Node shaped(
      Node node,
      String path,
      Optional<List<String>> keep,
      List<String> drop,
      Map<String, String> rename) {
    return switch (node) {
      case Node.Array(List<Node> elements) ->
          new Node.Array(
              elements.stream().map(one -> shaped(one, path, keep, drop, rename)).toList());
      case Node.Obj(List<Member> members) -> {
        List<Member> left = new ArrayList<>();
        for (Member member : members) {
          String at = path + (member.name().contains(".") ? "?" : member.name());
          boolean kept = keep.isEmpty() || isKept(keep.get(), at) || leadsTo(keep.get(), at);
          boolean replaced =
              !rename.containsKey(at)
                  && members.stream()
                      .map(other -> path + (other.name().contains(".") ? "?" : other.name()))
                      .filter(other -> member.name().equals(rename.get(other)))
                      .anyMatch(
                          other ->
                              !drop.contains(other)
                                  && (keep.isEmpty()
                                      || isKept(keep.get(), other)
                                      || leadsTo(keep.get(), other)));
          if (kept && !drop.contains(at) && !replaced) {
            Node inside =
                keep.isPresent() && isKept(keep.get(), at) && !mentions(rename.keySet(), at)
                    ? member.value()
                    : shaped(member.value(), at + ".", keep, drop, rename);
            left.add(new Member(rename.getOrDefault(at, member.name()), inside));
          }
        }
        yield new Node.Obj(left);
      }
      case Node.Scalar scalar -> {
        String inside = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
        boolean wanted = keep.isEmpty() || (isKept(keep.get(), inside) && !inside.isEmpty());
        yield wanted || scalar.text().equals("null") || !looksInto(keep.orElseThrow(), path)
            ? scalar
            : new Node.Scalar("null");
      }
    };
  }

  /** Whether this path or one above it is kept as a whole. */
  private static boolean isKept(List<String> keep, String path) {
    return keep.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "."));
  }

  private static boolean leadsTo(List<String> keep, String path) {
    return keep.stream().anyMatch(one -> one.startsWith(path + "."));
  }

  private static boolean mentions(Iterable<String> paths, String path) {
    for (String one : paths) {
      if (one.startsWith(path + ".")) {
        return true;
      }
    }
    return false;
  }

  private static boolean looksInto(List<String> keep, String path) {
    return path.isEmpty() || leadsTo(keep, path.substring(0, path.length() - 1));
  }

  private Node node(int levels) {
    int kind = random.nextInt(levels == 5 ? 8 : levels > 0 ? 10 : 1);
    if (kind == 0 || kind > 7) {
      return new Node.Scalar(oneOf(SCALARS));
    }
    List<Node> children = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      children.add(node(levels - 1));
    }
    return kind < 3
        ? new Node.Array(children)
        : new Node.Obj(children.stream().map(one -> new Member(oneOf(NAMES), one)).toList());
  }

  private String text(Node node, boolean spaced) {
    String space = spaced ? oneOf(SPACES) : "";
    return space
        + switch (node) {
          case Node.Scalar(String text) -> text;
          case Node.Array(List<Node> elements) ->
              "[" + joined(elements.stream().map(one -> text(one, spaced)).toList(), space) + "]";
          case Node.Obj(List<Member> members) ->
              "{"
                  + joined(
                      members.stream()
                          .map(
                              one ->
                                  space
                                      + name(one.name())
                                      + space
                                      + ":"
                                      + text(one.value(), spaced))
                          .toList(),
                      space)
                  + "}";
        }
        + space;
  }

  private static String joined(List<String> texts, String space) {
    return texts.isEmpty() ? space : String.join(",", texts);
  }

  /** Some names are written with an escape sequence, which is compared as it is written. */
  private static String name(String name) {
    return "\"" + name + "\"";
  }

  private static String withoutSpace(String json) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') {
        text.append(c).append(json.charAt(++i));
        continue;
      }
      quoted = (c == '"') != quoted;
      if (quoted || !Character.isWhitespace(c)) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private List<String> paths(int most) {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      chosen.add(oneOf(PATHS));
    }
    return chosen.stream().distinct().toList();
  }

  private String oneOf(String[] all) {
    return all[random.nextInt(all.length)];
  }
}
