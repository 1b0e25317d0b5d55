package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a mapping with fixed keys. Every key that is asked for counts as known. Call {@link
 * #finish} after the last one to report the others.
 */
final class ObjectReader {
  private final ConfigValue value;
  private final Map<String, YamlNode.Member> members = new HashMap<>();
  private final YamlNode.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> ignored = new HashSet<>();

  ObjectReader(ConfigValue value, YamlNode.Mapping mapping) {
    this.value = value;
    this.mapping = mapping;
    mapping.members().forEach(member -> members.put(member.key(), member));
  }

  Optional<ConfigValue> optional(String key) {
    known.add(key);
    return Optional.ofNullable(members.get(key)).map(value::member);
  }

  Optional<ConfigValue> required(String key) {
    Optional<ConfigValue> found = optional(key);
    if (found.isEmpty()) {
      problem(key, "is missing");
    }
    return found;
  }

  /** A nested section; an empty one if it is absent, or if it is no mapping and was reported. */
  ObjectReader section(String key) {
    return optional(key)
        .flatMap(ConfigValue::section)
        .orElseGet(() -> new ObjectReader(value, new YamlNode.Mapping(value.line(), List.of())));
  }

  /** Reports a problem of a key, whether the key is there or not. */
  void problem(String key, String message) {
    int line =
        Optional.ofNullable(members.get(key)).map(YamlNode.Member::line).orElseGet(value::line);
    value.reading().problems().add(MessageText.member(value.path(), key), line, message);
  }

  /** Accepts every key with this prefix, whatever its value. */
  void ignore(String prefix) {
    mapping.members().stream()
        .map(YamlNode.Member::key)
        .filter(key -> key.startsWith(prefix))
        .forEach(ignored::add);
  }

  /** Reports every key that was neither asked for nor ignored. */
  void finish() {
    for (YamlNode.Member member : mapping.members()) {
      if (!known.contains(member.key()) && !ignored.contains(member.key())) {
        value
            .reading()
            .problems()
            .add(
                MessageText.member(value.path(), member.key()),
                member.line(),
                "unknown key" + Suggestion.hintOrList(member.key(), known, "keys"));
      }
    }
  }
}
