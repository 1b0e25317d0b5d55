package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.CpuWatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that repeats a name takes about as long as one that has each name once. */
class RepeatedNamesTest {
  private static final int LENGTH = 1024 * 1024;

  private static final Slice OTHERS =
      document(
          IntStream.range(0, LENGTH / 12)
              .mapToObj("\"%07d\":1"::formatted)
              .collect(Collectors.joining(",", "{", "}")));

  private static Arguments work(String name, String member, UnaryOperator<Slice> work) {
    String members = (member + ",").repeat(LENGTH / (member.length() + 1));
    return Arguments.of(Named.of(name, work), document("{" + members + "\"last\":1}"));
  }

  static Stream<Arguments> works() {
    Slice value = document("[1]");
    return Stream.of(
        work("rename", "\"b\":1", rename("a", "b")),
        work("rename of escaped names", "\"\\u0062\":1", rename("a", "b")),
        work("rename of one that is there last", "\"b\":1", rename("last", "b")),
        work("rename inside", "\"o\":{\"b\":1,\"b\":1}", rename("o.a", "b")),
        work("keep", "\"a\":{\"b\":1,\"c\":1}", Shape.of(List.of("a.b"), List.of(), Map.of())::of),
        work("drop", "\"a\":{\"b\":1,\"c\":1}", Shape.of(List.of(), List.of("a.b"), Map.of())::of),
        work("pick", "\"a\":{\"b\":1}", of -> Pointer.of(List.of("a", "b")).find(of).orElse(of)),
        work("flatten", "\"a\":1", of -> LiftedMembers.of(of, Set.of("a"), new HashSet<>())),
        work("into", "\"a\":1", of -> new NewMember("a").in(of, value, 1 << 30).orElse(of)),
        work("match", "\"a\":1", RepeatedNamesTest::joined));
  }

  @ParameterizedTest
  @MethodSource("works")
  void takeNoLonger(UnaryOperator<Slice> work, Slice repeated) {
    Duration usual = duration(work, OTHERS);
    assertThat(duration(work, repeated)).isLessThan(usual.multipliedBy(50).plusMillis(200));
  }

  private static UnaryOperator<Slice> rename(String path, String name) {
    return Shape.of(List.of(), List.of(), Map.of(path, name))::of;
  }

  private static Slice joined(Slice element) {
    Slice list = document("[" + element + "]");
    ListJoin join = new ListJoin("a", "a", "a");
    Slice other = document("[{\"a\":1}]");
    return join.joined(ShownValue.whole(list), ShownValue.whole(other), 1 << 30).orElseThrow();
  }

  private static Duration duration(UnaryOperator<Slice> work, Slice document) {
    CpuWatch watch = CpuWatch.started();
    Slice made = work.apply(document);
    Duration taken = watch.elapsed();
    assertThat(made.isNull()).isFalse();
    return taken;
  }

  private static Slice document(String json) {
    return Slice.document(json.getBytes(UTF_8));
  }
}
