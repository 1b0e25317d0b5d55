package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.HeaderRule.Values;
import io.tributary.aggregate.ResponseHeaders.Field;
import io.tributary.scope.Timeline;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which headers a response has from its parts. */
class HeaderRulesTest {
  private static final Outcome FAILED = new Outcome.Failure(Reason.TIMEOUT, "late");

  private final List<PartResult> results = new ArrayList<>();

  @Test
  void takesThoseOfOnePart() {
    part("a", "X: 1");
    part("b", "X: 2", "x: 3", "Y: 4");
    assertThat(lines(new Values.From("b"))).containsExactly("X: 2", "X: 3");
    assertThat(lines(new Values.From("c"))).isEmpty();
  }

  @Test
  void takesTheFirstOneInTheOrderOfTheParts() {
    part("a", "Y: 1");
    part("b", "X: 2", "X: 3");
    part("c", "X: 4");
    assertThat(lines(new Values.First())).containsExactly("X: 2");
  }

  @Test
  void takesEachOneInTheOrderOfTheParts() {
    part("a", "X: 1", "Y: 1");
    part("b");
    part("c", "X: 1", "X: 2");
    assertThat(lines(new Values.All())).containsExactly("X: 1", "X: 1", "X: 2");
    assertThat(lines(new Values.Append())).containsExactly("X: 1, 1, 2");
  }

  @Test
  void joinsWhatHasAValue() {
    part("a", "X: ");
    assertThat(lines(new Values.Append())).containsExactly("X: ");
    part("b", "X: 2");
    part("c", "X: ");
    assertThat(lines(new Values.Append())).containsExactly("X: 2");
  }

  @Test
  void takesNothingOfPartsWithoutAValue() {
    results.add(result("a", FAILED));
    results.add(result("b", new Outcome.Skipped()));
    for (Values values : List.of(new Values.All(), new Values.From("a"), new Values.From("b"))) {
      assertThat(lines(values)).isEmpty();
    }
  }

  @Test
  void takesThoseOfAFallbackForThePartAndOnlyOnceForAll() {
    PartResult fallback = result("z", success("X: 9"));
    results.add(result("a", FAILED).after(fallback));
    part("b", "X: 2");
    results.add(fallback);
    assertThat(lines(new Values.From("a"))).containsExactly("X: 9");
    assertThat(lines(new Values.All())).containsExactly("X: 2", "X: 9");
    assertThat(lines(new Values.First())).containsExactly("X: 2");
  }

  @Test
  void aPartWhoseHeadersDoNotFitFailsAndTheOthersStay() {
    part("a", "X: " + "a".repeat(4000));
    part("b", "X: " + "b".repeat(4500));
    part("c", "X: " + "c".repeat(4000));
    HeaderRules rules = rules(new Values.All());
    PartResults bounded = rules.bounded(parts());
    assertThat(bounded.all().stream().map(one -> one.outcome().code()))
        .containsExactly("success", "too_large", "success");
    assertThat(rules.of(bounded)).extracting(field -> field.value().charAt(0)).contains('a', 'c');
    assertThat(rules.of(parts())).as("without the check").hasSize(2);
  }

  @Test
  void aPartWithMoreValuesThanFitFails() {
    String[] many = new String[HeaderRules.MOST_VALUES];
    Arrays.fill(many, "X: 1");
    part("a", many);
    part("b", "X: 1");
    assertThat(rules(new Values.All()).bounded(parts()).all().getLast().outcome().code())
        .isEqualTo("too_large");
    assertThat(rules(new Values.First()).bounded(parts())).isEqualTo(parts());
  }

  @Test
  void isNothingWithoutRules() {
    part("a", "X: 1");
    PartResults parts = parts();
    assertThat(HeaderRules.NONE.bounded(parts)).isSameAs(parts);
    assertThat(HeaderRules.NONE.of(parts)).isEmpty();
  }

  @Test
  void namesWhatIsDroppedInAnyCase() {
    HeaderRules rules = new HeaderRules(List.of(), List.of("etag"));
    assertThat(rules.drops("ETag")).isTrue();
    assertThat(rules.drops("Server-Timing")).isFalse();
  }

  private List<String> lines(Values values) {
    return rules(values).of(parts()).stream()
        .map(field -> field.name() + ": " + field.value())
        .toList();
  }

  private static HeaderRules rules(Values values) {
    return new HeaderRules(List.of(new HeaderRule("X", values)), List.of());
  }

  private PartResults parts() {
    Plan plan =
        new Plan(
            "/a",
            results.stream().map(PartResult::part).toList(),
            Optional.empty(),
            200,
            CachePolicy.NO_STORE,
            "");
    return new PartResults(plan, List.copyOf(results), results.getLast());
  }

  private void part(String name, String... headers) {
    results.add(result(name, success(headers)));
  }

  private static Outcome.Success success(String... headers) {
    List<Field> fields =
        Arrays.stream(headers)
            .map(line -> line.split(": ", 2))
            .map(field -> new Field(field[0], field[1]))
            .toList();
    return new Outcome.Success(Buffer.buffer("1"), new ResponseHeaders(fields));
  }

  private static PartResult result(String name, Outcome outcome) {
    Part part =
        new Part(
            name,
            false,
            Optional.empty(),
            Duration.ofSeconds(1),
            List.of(),
            Optional.empty(),
            (_, _) -> {
              throw new AssertionError("not called");
            });
    return new PartResult(part, outcome, 0, 0, Timeline.NONE);
  }
}
