package io.tributary.config.read;

import io.tributary.config.input.Ascii;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.InputConfig.Source;
import io.tributary.config.input.Segment;
import io.tributary.config.input.ValueRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one input of an aggregate. A mistake is reported, and a default takes its place. */
final class InputReader {
  private static final Set<ValueType> ARRAY = EnumSet.of(ValueType.ARRAY);

  /** As many as a query may have parameters. */
  private static final int MOST_ITEMS = 100;

  private final String name;
  private final ObjectReader section;
  private final Source source;
  private final Optional<ValueType> type;
  private final boolean array;
  private final boolean required;

  private InputReader(String name, ObjectReader section, Set<String> route) {
    this.name = name;
    this.section = section;
    this.source = source(name, section, route);
    this.type = ValueRules.type(section, EnumSet.allOf(ValueType.class));
    this.array = type.equals(Optional.of(ValueType.ARRAY));
    this.required = required();
  }

  /**
   * The input that a section describes.
   *
   * @param route the names of the route's parameters
   */
  static InputConfig read(String name, ObjectReader section, Set<String> route) {
    InputConfig input = new InputReader(name, section, route).read();
    section.finish();
    return input;
  }

  private static Source source(String name, ObjectReader section, Set<String> route) {
    Source usual = route.contains(name) ? Source.PATH : Source.QUERY;
    Source source =
        section
            .optional("in")
            .flatMap(value -> Choice.of(value, Arrays.asList(Source.values()), Source::word))
            .orElse(usual);
    if (source == Source.PATH && usual != Source.PATH) {
      section.problem(
          "in", "the route has no parameter {" + name + "}" + Suggestion.hint(name, route));
    } else if (source != Source.PATH && usual == Source.PATH) {
      section.problem("in", "must be path, because the route has a parameter {" + name + "}");
    }
    return source;
  }

  private InputConfig read() {
    if (array && source == Source.PATH) {
      section.problem("type", "must not be array: a segment of a path is one value");
    }
    List<ValueRule> rules = new ArrayList<>();
    switch (source) {
      case PATH -> rules.add(new Segment());
      case HEADER -> rules.add(new Ascii());
      case QUERY -> {}
    }
    rules.addAll(ValueRules.of(section, type));
    OptionalInt maxItems = maxItems();
    Optional<ValueType> single = array ? itemType(rules) : type;
    List<String> otherwise =
        section
            .optional("default")
            .flatMap(value -> single.map(known -> otherwise(value, known, maxItems, rules)))
            .orElseGet(List::of);
    return new InputConfig(name, source, key(), maxItems, required, otherwise, rules);
  }

  private OptionalInt maxItems() {
    Optional<Integer> most =
        ValueRules.take(section, "maxItems", type, ARRAY)
            .flatMap(value -> value.whole(1, MOST_ITEMS));
    Optional<ConfigValue> _ = ValueRules.take(section, "items", type, ARRAY);
    return array ? OptionalInt.of(most.orElse(MOST_ITEMS)) : OptionalInt.empty();
  }

  /** Reads the type of an array's values and adds the rules for them. */
  private Optional<ValueType> itemType(List<ValueRule> rules) {
    ObjectReader items = section.section("items");
    Optional<ValueType> itemType = ValueRules.type(items, ValueType.SINGLE);
    rules.addAll(ValueRules.of(items, itemType));
    items.finish();
    return itemType;
  }

  private boolean required() {
    Optional<Boolean> required = section.optional("required").flatMap(ConfigValue::truth);
    if (source == Source.PATH && required.equals(Optional.of(false))) {
      section.problem("required", "a parameter of the route is always required");
    }
    return source == Source.PATH || required.orElse(false);
  }

  private String key() {
    Optional<String> written = section.optional("name").flatMap(ConfigValue::text);
    if (source == Source.PATH && written.isPresent()) {
      section.problem("name", "a parameter of the route has the name in the route");
    }
    return written.orElse(name);
  }

  private List<String> otherwise(
      ConfigValue value, ValueType single, OptionalInt maxItems, List<ValueRule> rules) {
    if (required) {
      value.problem(
          source == Source.PATH
              ? "a parameter of the route is always required"
              : "a required input cannot have a default");
    }
    List<ConfigValue> items = array ? value.items().orElseGet(List::of) : List.of(value);
    if (maxItems.isPresent() && items.size() > maxItems.getAsInt()) {
      value.problem("must have at most " + maxItems.getAsInt() + " items");
    }
    return ValueRules.texts(items, single, rules);
  }
}
