package io.tributary.config.read;

import io.tributary.config.input.Format;
import io.tributary.config.input.Length;
import io.tributary.config.input.Matching;
import io.tributary.config.input.Numeric;
import io.tributary.config.input.OneOf;
import io.tributary.config.input.ValueRule;
import io.tributary.config.yaml.MessageText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the type of a value and the rules for it, in the words of JSON Schema. A word that is not
 * for the type is a mistake.
 */
final class ValueRules {
  private static final Set<ValueType> STRING = EnumSet.of(ValueType.STRING);
  private static final int LONGEST_STRING = 8192;

  private final ObjectReader section;

  /** Empty if it cannot be read; then the words for it are not judged. */
  private final Optional<ValueType> type;

  private final Optional<ConfigValue> minLength;
  private final Optional<ConfigValue> maxLength;
  private final Optional<ConfigValue> pattern;
  private final Optional<ConfigValue> format;
  private final Optional<ConfigValue> minimum;
  private final Optional<ConfigValue> maximum;
  private final Optional<ConfigValue> oneOf;

  private ValueRules(ObjectReader section, Optional<ValueType> type) {
    this.section = section;
    this.type = type;
    this.minLength = take("minLength", STRING);
    this.maxLength = take("maxLength", STRING);
    this.pattern = take("pattern", STRING);
    this.format = take("format", EnumSet.of(ValueType.STRING, ValueType.INTEGER));
    this.minimum = take("minimum", ValueType.NUMERIC);
    this.maximum = take("maximum", ValueType.NUMERIC);
    this.oneOf = take("enum", ValueType.SINGLE);
  }

  /** The type that the section names; string if it names none, empty if it is no type. */
  static Optional<ValueType> type(ObjectReader section, Set<ValueType> allowed) {
    Optional<ConfigValue> written = section.optional("type");
    return written.isEmpty()
        ? Optional.of(ValueType.STRING)
        : Choice.of(written.get(), List.copyOf(allowed), ValueType::word);
  }

  /** The rules of a section for values of this type. */
  static List<ValueRule> of(ObjectReader section, Optional<ValueType> type) {
    return new ValueRules(section, type).read();
  }

  /** The value of a key that is only for these types. */
  static Optional<ConfigValue> take(
      ObjectReader section, String key, Optional<ValueType> type, Set<ValueType> types) {
    Optional<ConfigValue> value = section.optional(key);
    if (value.isPresent() && type.isPresent() && !types.contains(type.get())) {
      boolean belongsToItems = type.get() == ValueType.ARRAY && !types.contains(ValueType.ARRAY);
      section.problem(
          key,
          belongsToItems
              ? "belongs in items, which describes the values of the array"
              : "is not for values of the type " + type.get().word());
      return Optional.empty();
    }
    return value.filter(_ -> type.isPresent());
  }

  private Optional<ConfigValue> take(String key, Set<ValueType> types) {
    return take(section, key, type, types);
  }

  private List<ValueRule> read() {
    return type.map(this::read).orElseGet(List::of);
  }

  private List<ValueRule> read(ValueType known) {
    List<ValueRule> rules =
        switch (known) {
          case STRING -> ofStrings();
          case INTEGER -> List.of(within(integerFormat()));
          case NUMBER -> List.of(within(Numeric.NUMBER));
          case BOOLEAN -> List.of(OneOf.TRUTH);
          case ARRAY -> List.of();
        };
    return oneOf
        .flatMap(value -> oneOf(value, known, rules))
        .map(last -> Stream.concat(rules.stream(), Stream.of(last)).toList())
        .orElse(rules);
  }

  private List<ValueRule> ofStrings() {
    Length length = length();
    List<ValueRule> rules = new ArrayList<>(List.of(length));
    format
        .flatMap(value -> Choice.of(value, Arrays.asList(Format.values()), Format::word))
        .ifPresent(rules::add);
    pattern.flatMap(value -> matching(value, length.most())).ifPresent(rules::add);
    return rules;
  }

  private Length length() {
    int least = minLength.flatMap(value -> value.whole(0, LONGEST_STRING)).orElse(0);
    int most =
        maxLength.flatMap(value -> value.whole(1, LONGEST_STRING)).orElse(Length.DEFAULT_MOST);
    if (least > most) {
      section.problem("minLength", "must not be greater than maxLength, " + most);
    }
    return new Length(least, most);
  }

  private static Optional<Matching> matching(ConfigValue value, int longest) {
    Optional<String> regex = value.text();
    if (regex.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Matching.of(regex.get(), longest));
    } catch (IllegalArgumentException mistake) {
      return value.refuse(MessageText.mistake(String.valueOf(mistake.getMessage())));
    }
  }

  private Numeric integerFormat() {
    return format
        .flatMap(
            value ->
                Choice.of(
                    value,
                    List.of(Numeric.INT_32, Numeric.INT_64),
                    range -> range.equals(Numeric.INT_32) ? "int32" : "int64"))
        .orElse(Numeric.INT_64);
  }

  private Numeric within(Numeric range) {
    Numeric bounded =
        range.within(minimum.flatMap(ValueRules::bound), maximum.flatMap(ValueRules::bound));
    if (bounded.isEmpty()) {
      section.problem(
          minimum.isPresent() ? "minimum" : "maximum", "there is no number between the bounds");
    }
    return bounded;
  }

  private static Optional<BigDecimal> bound(ConfigValue value) {
    return ValueType.NUMBER
        .textOf(value)
        .flatMap(
            text -> {
              Optional<BigDecimal> number = Numeric.parse(text);
              return number.isPresent() ? number : value.refuse("must be a number as in JSON");
            });
  }

  private static Optional<OneOf> oneOf(ConfigValue value, ValueType type, List<ValueRule> others) {
    Optional<List<ConfigValue>> items = value.items();
    if (items.isPresent() && items.get().isEmpty()) {
      value.problem("must name at least one value");
    }
    List<String> texts = texts(items.orElseGet(List::of), type, others);
    return texts.isEmpty() ? Optional.empty() : Optional.of(OneOf.of(texts));
  }

  /** The texts of values of the file. Those that do not keep the rules are reported. */
  static List<String> texts(List<ConfigValue> values, ValueType type, List<ValueRule> rules) {
    List<String> texts = new ArrayList<>();
    for (ConfigValue value : values) {
      type.textOf(value)
          .ifPresent(
              text -> {
                check(value, text, rules);
                texts.add(text);
              });
    }
    return texts;
  }

  private static void check(ConfigValue value, String text, List<ValueRule> rules) {
    rules.stream()
        .filter(rule -> !rule.allows(text))
        .findFirst()
        .ifPresent(rule -> value.problem(MessageText.mistake("must " + rule.requirement())));
  }
}
