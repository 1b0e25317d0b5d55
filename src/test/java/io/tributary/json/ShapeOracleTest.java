package io.tributary.json;

import static io.tributary.json.RandomTree.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.json.RandomTree.Element;
import io.tributary.json.RandomTree.Member;
import io.tributary.json.RandomTree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shapes of random documents, compared byte for byte with the same done to a tree. */
class ShapeOracleTest {
  private static final int DOCUMENTS = 20_000;
  private static final List<String> PATHS =
      List.of("a", "b", "c", "id", "\u00e9", "a.b", "b.a.c", "id.id");

  private final Random random;
  private final RandomTree trees;

  ShapeOracleTest() {
    long seed = new Random().nextLong();
    System.out.println("shapes: seed " + seed);
    this.random = new Random(seed);
    this.trees = new RandomTree(random);
  }

  @Test
  void aShapeDoesWhatATreeWould() {
    for (int i = 0; i < DOCUMENTS; i++) {
      Node tree = trees.node(5);
      Optional<List<String>> keep =
          random.nextInt(3) == 0
              ? Optional.empty()
              : Optional.of(paths(4)).filter(paths -> !paths.isEmpty());
      List<String> drop = keep.isEmpty() ? paths(3) : List.of();
      Map<String, String> rename = new HashMap<>();
      String newName =
          trees.oneOf(RandomTree.NAMES); // a configuration gives no two members the same name
      paths(1).forEach(path -> rename.put(path, newName));
      String document = trees.space() + text(tree) + trees.space();
      byte[] bytes = document.getBytes(UTF_8);
      assertThat(JsonCheck.check(bytes, 0, bytes.length)).isEqualTo(Verdict.VALID);

      Slice shaped =
          Shape.of(keep.orElseGet(List::of), drop, rename)
              .of(Slice.document(bytes, 0, bytes.length));

      assertThat(JsonCheck.check(shaped.bytes(), shaped.from(), shaped.to()))
          .isEqualTo(Verdict.VALID);
      assertThat(shaped.toString())
          .as("%s keep %s drop %s rename %s", document, keep, drop, rename)
          .isEqualTo(text(shaped(tree, "", keep, drop, rename)));
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
      case Node.Array(String space, List<Element> elements) ->
          new Node.Array(
              space,
              elements.stream()
                  .map(one -> one.with(shaped(one.value(), path, keep, drop, rename)))
                  .toList());
      case Node.Obj(String space, List<Member> members) -> {
        List<Member> left = new ArrayList<>();
        for (Member member : members) {
          String at = path + (member.name().contains(".") ? "?" : member.name());
          boolean wanted = keep.isEmpty() || isKept(keep.get(), at) || leadsTo(keep.get(), at);
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
          if (wanted && !drop.contains(at) && !replaced) {
            Node inside =
                keep.isPresent() && isKept(keep.get(), at) && !mentions(rename.keySet(), at)
                    ? member.value()
                    : shaped(member.value(), at + ".", keep, drop, rename);
            Member kept = member.with(inside);
            left.add(rename.containsKey(at) ? kept.renamed(rename.get(at)) : kept);
          }
        }
        yield new Node.Obj(space, left);
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

  private List<String> paths(int most) {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      chosen.add(trees.oneOf(PATHS));
    }
    return chosen.stream().distinct().toList();
  }
}
