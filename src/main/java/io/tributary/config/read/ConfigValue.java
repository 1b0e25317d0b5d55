package io.tributary.config.read;

import io.tributary.config.Secret;
import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.ScalarKind;
import io.tributary.config.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of the file that has no type yet. A caller that asks for a type gets an empty result if
 * the value does not have it, and the problem is reported.
 *
 * @param path where the value is, for problems
 * @param line the line for problems; of a mapping the line of its key
 */
record ConfigValue(ReadContext reading, String path, int line, YamlNode node) {
  static final Duration LONGEST = Duration.ofHours(1);

  /** A value together with the key it stands under. */
  record Member(String key, ConfigValue value) {}

  void problem(String message) {
    reading.problems().add(path, line, message);
  }

  Optional<String> text() {
    return ScalarText.of(this, "text").flatMap(word -> word.asText(this));
  }

  /**
   * Text of which a part may be a credential, as people may see it.
   *
   * @param instead stands in the place of the values of variables whose names are of credentials
   */
  Optional<String> shown(String instead) {
    return node instanceof YamlNode.Scalar scalar
        ? Optional.of(
            reading.environment().hidingCredentials(instead).substitute(scalar.text()).text())
        : Optional.empty();
  }

  /** Text that is never shown, and may therefore come from files. */
  Optional<Secret> secret() {
    return ScalarText.of(this, "text", (name, mistakes) -> SecretFile.read(name, reading, mistakes))
        .flatMap(word -> word.asText(this))
        .map(Secret::new);
  }

  Optional<Boolean> truth() {
    return ScalarText.of(this, "true or false")
        .flatMap(word -> word.as(ScalarKind.TRUTH, this, "true or false"))
        .map(Boolean::parseBoolean);
  }

  Optional<Integer> whole(int min, int max) {
    String wanted = "a whole number from " + min + " to " + max;
    Optional<ScalarText> word = ScalarText.of(this, wanted);
    return word.flatMap(w -> w.as(ScalarKind.INTEGER, this, wanted))
        .flatMap(
            digits -> {
              boolean fits = digits.length() < 12;
              long number = fits ? Long.parseLong(digits) : Long.MAX_VALUE;
              return number >= min && number <= max
                  ? Optional.of((int) number)
                  : refuse("must be " + wanted + ", not " + word.orElseThrow().shown());
            });
  }

  /** A decimal number, as it is written. */
  Optional<String> number() {
    return ScalarText.of(this, "a number")
        .flatMap(word -> word.as(ScalarKind.NUMBERS, this, "a number"));
  }

  /** A decimal number from 0 to 1. */
  Optional<Double> share() {
    String wanted = "a number from 0 to 1";
    Optional<ScalarText> word = ScalarText.of(this, wanted);
    return word.flatMap(w -> w.as(ScalarKind.NUMBERS, this, wanted))
        .map(Double::parseDouble)
        .flatMap(
            number ->
                number >= 0 && number <= 1
                    ? Optional.of(number)
                    : refuse("must be " + wanted + ", not " + word.orElseThrow().shown()));
  }

  /** A duration of at least {@code min} and at most an hour. */
  Optional<Duration> duration(Duration min) {
    String wanted = "a duration such as 800ms, 2s or 1m";
    return ScalarText.of(this, wanted)
        .flatMap(
            word -> {
              Optional<Duration> duration = Quantity.duration(word.text());
              if (duration.isEmpty()) {
                return refuse("must be " + wanted + ", not " + word.shown());
              }
              if (duration.get().compareTo(min) < 0) {
                return refuse("must be at least " + MessageText.duration(min));
              }
              return duration.get().compareTo(LONGEST) > 0
                  ? refuse("must be at most one hour (60m)")
                  : duration;
            });
  }

  /** A number of bytes. */
  Optional<Integer> size(int min, int max) {
    return bytes(min, max).map(Math::toIntExact);
  }

  /** A number of bytes. */
  Optional<Long> bytes(long min, long max) {
    String wanted = "a size such as 512KiB or 1MiB";
    return ScalarText.of(this, wanted)
        .flatMap(
            word -> {
              Optional<Long> size = Quantity.size(word.text());
              if (size.isEmpty()) {
                return refuse("must be " + wanted + ", not " + word.shown());
              }
              return size.get() < min || size.get() > max
                  ? refuse("must be from " + MessageText.size(min) + " to " + MessageText.size(max))
                  : size;
            });
  }

  boolean isMapping() {
    return node instanceof YamlNode.Mapping;
  }

  /** The members of a mapping with free keys, in the order of the file. */
  Optional<List<Member>> members() {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return mismatch("a mapping");
    }
    List<Member> members = new ArrayList<>();
    for (YamlNode.Member member : mapping.members()) {
      members.add(new Member(member.key(), member(member)));
    }
    return Optional.of(members);
  }

  /** A reader of a mapping with fixed keys. */
  Optional<ObjectReader> section() {
    return node instanceof YamlNode.Mapping mapping
        ? Optional.of(new ObjectReader(this, mapping))
        : mismatch("a mapping");
  }

  Optional<List<ConfigValue>> items() {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return mismatch("a list");
    }
    List<ConfigValue> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(new ConfigValue(reading, path + "[" + items.size() + "]", item.line(), item));
    }
    return Optional.of(items);
  }

  ConfigValue member(YamlNode.Member member) {
    YamlNode child = member.value();
    int shownLine = child instanceof YamlNode.Mapping ? member.line() : child.line();
    return new ConfigValue(reading, MessageText.member(path, member.key()), shownLine, child);
  }

  <T> Optional<T> mismatch(String wanted) {
    return switch (node) {
      case YamlNode.Refused _ -> Optional.empty();
      case YamlNode.Scalar scalar when scalar.kind() == ScalarKind.NULL ->
          refuse("has no value; it must be " + wanted);
      case YamlNode.Scalar _ -> refuse("must be " + wanted + ", not a single value");
      case YamlNode.Sequence _ -> refuse("must be " + wanted + ", not a list");
      case YamlNode.Mapping _ -> refuse("must be " + wanted + ", not a mapping");
    };
  }

  <T> Optional<T> refuse(String message) {
    problem(message);
    return Optional.empty();
  }
}
