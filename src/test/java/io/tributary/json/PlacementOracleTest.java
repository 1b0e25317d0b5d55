package io.tributary.json;

import static io.tributary.json.RandomTree.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.json.RandomTree.Member;
import io.tributary.json.RandomTree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random values picked, lifted and put into others, compared byte for byte with trees. */
class PlacementOracleTest {
  private static final int DOCUMENTS = 20_000;
  private static final List<String> STEPS =
      Stream.concat(RandomTree.NAMES.stream(), Stream.of("0", "1", "2")).toList();

  private final Random random;
  private final RandomTree trees;

  PlacementOracleTest() {
    long seed = new Random().nextLong();
    System.out.println("placements: seed " + seed);
    this.random = new Random(seed);
    this.trees = new RandomTree(random);
  }

  @Test
  void whatIsPickedHasItsBytes() {
    Shape shape = Shape.of(List.of(), List.of("b"), Map.of());
    for (int i = 0; i < DOCUMENTS; i++) {
      Node tree = trees.node(4);
      List<String> steps = new ArrayList<>();
      for (int left = random.nextInt(4); left > 0; left--) {
        steps.add(trees.oneOf(STEPS));
      }
      Optional<ShownValue> found = Pointer.of(steps).find(slice(tree), shape);
      assertThat(found.map(value -> value.body().toString()))
          .as("%s of %s", steps, text(tree))
          .isEqualTo(picked(tree, steps).map(RandomTree::text));
      assertThat(found.map(ShownValue::shown))
          .isEqualTo(found.map(value -> shape.of(value.body())));
    }
  }

  private static Optional<Node> picked(Node node, List<String> steps) {
    if (steps.isEmpty()) {
      return Optional.of(node);
    }
    String step = steps.getFirst();
    Optional<Node> next =
        switch (node) {
          case Node.Obj object ->
              object.members().reversed().stream()
                  .filter(member -> member.name().equals(step))
                  .map(Member::value)
                  .findFirst();
          case Node.Array list when step.matches("\\d") ->
              list.elements().stream()
                  .skip(Integer.parseInt(step))
                  .map(RandomTree.Element::value)
                  .findFirst();
          case Node.Array _, Node.Scalar _ -> Optional.empty();
        };
    return next.flatMap(found -> picked(found, steps.subList(1, steps.size())));
  }

  @Test
  void whatIsLiftedHasItsBytes() {
    for (int i = 0; i < DOCUMENTS; i++) {
      Node.Obj object = trees.object(random.nextInt(6), 3);
      Set<String> taken = Set.of(trees.oneOf(RandomTree.NAMES));
      List<Member> left =
          object.members().stream().filter(member -> !taken.contains(member.name())).toList();
      Set<String> names = new HashSet<>();
      assertThat(LiftedMembers.of(slice(object), taken, names).toString())
          .as("%s without %s", text(object), taken)
          .isEqualTo(
              left.size() == object.members().size()
                  ? left.stream().map(Member::whole).collect(joining(",")).strip()
                  : left.stream().map(Member::inner).collect(joining(",")));
      assertThat(names).isEqualTo(left.stream().map(Member::name).collect(Collectors.toSet()));
    }
  }

  @Test
  void whatGetsAMemberKeepsTheOtherBytes() {
    for (int i = 0; i < DOCUMENTS; i++) {
      Node.Obj object = trees.object(random.nextInt(6), 3);
      Node value = trees.node(2);
      String name = trees.oneOf(RandomTree.NAMES);
      assertThat(new NewMember(name).in(slice(object), slice(value), Long.MAX_VALUE).orElseThrow())
          .as("%s with %s", text(object), name)
          .hasToString(text(with(object, name, value)));
    }
  }

  private static Node with(Node.Obj object, String name, Node value) {
    List<Member> members = new ArrayList<>(object.members());
    boolean there = members.stream().anyMatch(member -> member.name().equals(name));
    if (there) {
      members.replaceAll(member -> member.name().equals(name) ? member.with(value) : member);
      return new Node.Obj("", members);
    }
    String space = members.isEmpty() ? object.space() : members.getLast().after();
    if (!members.isEmpty()) {
      members.add(members.removeLast().followed(""));
    }
    members.add(new Member("", name, "\"" + name + "\"", ":", value, space));
    return new Node.Obj("", members);
  }

  private Slice slice(Node node) {
    return Slice.document((trees.space() + text(node) + trees.space()).getBytes(UTF_8));
  }
}
