package io.tributary.aggregate;

import io.tributary.aggregate.HeaderRule.Values;
import io.tributary.aggregate.ResponseHeaders.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which headers the response has from its parts. The values are in the order of the parts in the
 * plan, and those of one part in the order of its calls: the order of arrival does not count. Parts
 * without a value have no headers. Immutable.
 *
 * @param rules at most one for each name
 * @param dropped the names of headers that the response does not have, although it could
 */
public record HeaderRules(List<HeaderRule> rules, List<String> dropped) {
  /** The response has no header from its parts. */
  public static final HeaderRules NONE = new HeaderRules(List.of(), List.of());

  /** The most values in one response. */
  static final int MOST_VALUES = 50;

  /** The most bytes of their lines. */
  static final int MOST_BYTES = 8 * 1024;

  public HeaderRules {
    rules = List.copyOf(rules);
    dropped = List.copyOf(dropped);
  }

  /** Whether the response does not have this header. */
  public boolean drops(CharSequence name) {
    return dropped.stream().anyMatch(name.toString()::equalsIgnoreCase);
  }

  /** The same results; but in their order, a part whose headers do not fit any more has failed. */
  PartResults bounded(PartResults parts) {
    if (rules.isEmpty()) {
      return parts;
    }
    List<String> tooLarge = new ArrayList<>();
    collect(parts, part -> tooLarge.add(part.part().name()));
    PartResults bounded = parts;
    for (String part : tooLarge) {
      bounded =
          bounded.failing(
              part,
              new Outcome.Failure(
                  Reason.TOO_LARGE, "its headers do not fit into the response any more"));
    }
    return bounded;
  }

  /** The lines of the response that come from its parts. */
  public List<Field> of(PartResults parts) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<Field> lines = collect(parts, _ -> {});
    for (HeaderRule rule : rules) {
      if (rule.values() instanceof Values.Append) {
        join(rule.name(), lines);
      }
    }
    return lines;
  }

  private static void join(String name, List<Field> lines) {
    String joined =
        lines.stream()
            .filter(line -> line.is(name))
            .map(Field::value)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.joining(", "));
    if (lines.removeIf(line -> line.is(name))) {
      lines.add(new Field(name, joined));
    }
  }

  private List<Field> collect(PartResults parts, Consumer<PartResult> tooLarge) {
    List<Field> lines = new ArrayList<>();
    int bytes = 0;
    for (PartResult part : parts.all()) {
      List<Field> own = ofPart(part, lines);
      int more = own.stream().mapToInt(Field::bytes).sum();
      if (lines.size() + own.size() > MOST_VALUES || bytes + more > MOST_BYTES) {
        tooLarge.accept(part);
      } else {
        lines.addAll(own);
        bytes += more;
      }
    }
    return lines;
  }

  private List<Field> ofPart(PartResult part, List<Field> before) {
    List<Field> lines = new ArrayList<>();
    for (HeaderRule rule : rules) {
      String name = rule.name();
      List<String> values =
          switch (rule.values()) {
            case Values.From(String other) ->
                other.equals(part.part().name())
                    ? part.success().map(one -> one.headers().all(name)).orElse(List.of())
                    : List.of();
            case Values.First _ ->
                before.stream().anyMatch(line -> line.is(name))
                    ? List.of()
                    : own(part, name).stream().limit(1).toList();
            case Values.All _, Values.Append _ -> own(part, name);
          };
      values.forEach(value -> lines.add(new Field(name, value)));
    }
    return lines;
  }

  /** The values of its own responses: each response counts once, not again as a fallback's. */
  private static List<String> own(PartResult part, String name) {
    return part.outcome() instanceof Outcome.Success success
        ? success.headers().all(name)
        : List.of();
  }
}
