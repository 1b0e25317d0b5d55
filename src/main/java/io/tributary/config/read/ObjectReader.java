package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping whose keys are fixed. The keys that were asked for are the keys that are known, so
 * there is no second list of them; call {@link #finish} after the last.
 */
final class ObjectReader {
  private final ConfigValue value;
  private final Map<String, YamlNode.Member> members = new HashMap<>();
  private final YamlNode.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();

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

  /** A section within; one without members if it is absent, or is reported as no mapping. */
  ObjectReader section(String key) {
    return optional(key)
        .flatMap(ConfigValue::section)
        .orElseGet(() -> new ObjectReader(value, new YamlNode.Mapping(value.line(), List.of())));
  }

  /** Reports something about a key that may not be there. */
  void problem(String key, String message) {
    int line =
        Optional.ofNullable(members.get(key)).map(YamlNode.Member::line).orElseGet(value::line);
    value.reading().problems().add(ConfigValue.memberPath(value.path(), key), line, message);
  }

  /** Reports every key that nobody asked for. */
  void finish() {
    for (YamlNode.Member member : mapping.members()) {
      if (!known.contains(member.key())) {
        String help =
            Suggestion.nearest(member.key(), known)
                .map(near -> "; did you mean " + near + "?")
                .orElseGet(() -> "; known are " + MessageText.names(known));
        value
            .reading()
            .problems()
            .add(
                ConfigValue.memberPath(value.path(), member.key()),
                member.line(),
                "unknown key" + help);
      }
    }
  }
}
