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

  private ValueRules(ObjectReader section, Optional<ValueType> type) {
    this.section = section;
    this.type = type;
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

  /** Reports the first rule that a value of the file does not keep. */
  static void check(ConfigValue value, String text, List<ValueRule> rules) {
    rules.stream()
        .filter(rule -> !rule.allows(text))
        .findFirst()
        .ifPresent(rule -> value.problem(MessageText.mistake("must " + rule.requirement())));
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
    Optional<Length> length = length();
    Optional<ValueRule> pattern =
        take("pattern", STRING).flatMap(value -> pattern(value, length.map(Length::most)));
    Optional<ValueRule> format = format();
    Optional<Numeric> numeric = numeric(format);
    List<ValueRule> rules = new ArrayList<>();
    if (type.equals(Optional.of(ValueType.BOOLEAN))) {
      rules.add(OneOf.TRUTH);
    }
    length.ifPresent(rules::add);
    numeric.ifPresent(rules::add);
    format.filter(rule -> !(rule instanceof Numeric)).ifPresent(rules::add);
    pattern.ifPresent(rules::add);
    take("enum", ValueType.SINGLE)
        .flatMap(value -> oneOf(value, List.copyOf(rules)))
        .ifPresent(rules::add);
    return rules;
  }

  private Optional<Length> length() {
    Optional<Integer> least =
        take("minLength", STRING).flatMap(value -> value.whole(0, LONGEST_STRING));
    Optional<Integer> most =
        take("maxLength", STRING).flatMap(value -> value.whole(1, LONGEST_STRING));
    if (!type.equals(Optional.of(ValueType.STRING))) {
      return Optional.empty();
    }
    Length length = new Length(least.orElse(0), most.orElse(Length.DEFAULT_MOST));
    if (length.least() > length.most()) {
      section.problem("minLength", "must not be greater than maxLength, " + length.most());
    }
    return Optional.of(length);
  }

  private static Optional<ValueRule> pattern(ConfigValue value, Optional<Integer> longest) {
    Optional<String> regex = value.text();
    if (regex.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Matching.of(regex.get(), longest.orElse(Length.DEFAULT_MOST)));
    } catch (IllegalArgumentException mistake) {
      return value.refuse(MessageText.mistake(String.valueOf(mistake.getMessage())));
    }
  }

  private Optional<ValueRule> format() {
    Optional<ConfigValue> value = take("format", EnumSet.of(ValueType.STRING, ValueType.INTEGER));
    if (type.equals(Optional.of(ValueType.INTEGER))) {
      return value
          .flatMap(
              v -> Choice.of(v, List.of(Numeric.INT_32, Numeric.INT_64), ValueRules::integerFormat))
          .map(rule -> rule);
    }
    return value
        .flatMap(v -> Choice.of(v, Arrays.asList(Format.values()), Format::word))
        .map(rule -> rule);
  }

  private static String integerFormat(Numeric range) {
    return range.equals(Numeric.INT_32) ? "int32" : "int64";
  }

  private Optional<Numeric> numeric(Optional<ValueRule> format) {
    Optional<BigDecimal> least = take("minimum", ValueType.NUMERIC).flatMap(ValueRules::bound);
    Optional<BigDecimal> most = take("maximum", ValueType.NUMERIC).flatMap(ValueRules::bound);
    if (type.filter(ValueType.NUMERIC::contains).isEmpty()) {
      return Optional.empty();
    }
    Numeric range = type.get() == ValueType.NUMBER ? Numeric.NUMBER : Numeric.INT_64;
    if (format.isPresent() && format.get() instanceof Numeric given) {
      range = given;
    }
    Numeric bounded = range.within(least, most);
    if (bounded.isEmpty()) {
      section.problem(
          least.isPresent() ? "minimum" : "maximum", "there is no number between the bounds");
    }
    return Optional.of(bounded);
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

  private Optional<ValueRule> oneOf(ConfigValue value, List<ValueRule> others) {
    Optional<List<ConfigValue>> items = value.items();
    if (items.isPresent() && items.get().isEmpty()) {
      value.problem("must name at least one value");
    }
    List<String> texts = new ArrayList<>();
    for (ConfigValue item : items.orElseGet(List::of)) {
      type.flatMap(t -> t.textOf(item))
          .ifPresent(
              text -> {
                check(item, text, others);
                texts.add(text);
              });
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(OneOf.of(texts));
  }
}
