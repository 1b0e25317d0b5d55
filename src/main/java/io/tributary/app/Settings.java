package io.tributary.app;

import static java.util.stream.Collectors.joining;

import io.tributary.config.Secret;
import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.YamlNode;
import io.tributary.ops.SettingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What a configuration file says, as written: before variables are substituted, with aliases
 * expanded. Secrets are compared and never shown. Immutable.
 *
 * @param text all of it as YAML, with hidden secrets
 */
record Settings(YamlNode root, String text) {
  /** Says nothing. */
  static final Settings NONE = new Settings(new YamlNode.Mapping(0, List.of()));

  /** Top-level keys that hold anchors. They mean nothing themselves. */
  private static final String FOR_ANCHORS = "x-";

  /** Writes the text too, which takes time for a large file. */
  Settings(YamlNode root) {
    this(root, SettingsText.of(root));
  }

  private record Value(String text, boolean secret) {
    String shown() {
      return secret ? Secret.HIDDEN : MessageText.plain(text);
    }
  }

  /** The settings that the other file says differently, in its order, those that are gone last. */
  List<SettingChange> changesTo(Settings next) {
    Map<String, Value> before = values();
    Map<String, Value> after = next.values();
    SequencedSet<String> paths = new LinkedHashSet<>(after.keySet());
    paths.addAll(before.keySet());
    List<SettingChange> changes = new ArrayList<>();
    for (String path : paths) {
      Value old = before.get(path);
      Value now = after.get(path);
      if (!Objects.equals(old, now)) {
        changes.add(
            new SettingChange(
                path,
                Optional.ofNullable(old).map(Value::shown),
                Optional.ofNullable(now).map(Value::shown)));
      }
    }
    return changes;
  }

  private Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    collect(List.of(), root, values);
    return values;
  }

  private static void collect(List<String> keys, YamlNode node, Map<String, Value> values) {
    switch (node) {
      case YamlNode.Mapping(int _, List<YamlNode.Member> members) when !members.isEmpty() ->
          members(keys, members).forEach((below, value) -> collect(below, value, values));
      default ->
          values.put(
              keys.stream().map(MessageText::plain).collect(joining(".")),
              new Value(flow(node), SecretKeys.contain(keys)));
    }
  }

  /** The members that mean something, with the keys that lead to them. */
  static Map<List<String>, YamlNode> members(List<String> keys, List<YamlNode.Member> members) {
    Map<List<String>, YamlNode> below = new LinkedHashMap<>();
    for (YamlNode.Member member : members) {
      if (!keys.isEmpty() || !member.key().startsWith(FOR_ANCHORS)) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(member.key());
        below.put(List.copyOf(longer), member.value());
      }
    }
    return below;
  }

  /** A value on one line, in YAML's flow style. */
  static String flow(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.text();
      case YamlNode.Sequence(int _, List<YamlNode> items) ->
          items.stream().map(Settings::flow).collect(joining(", ", "[", "]"));
      case YamlNode.Mapping(int _, List<YamlNode.Member> members) ->
          members.stream()
              .map(member -> member.key() + ": " + flow(member.value()))
              .collect(joining(", ", "{", "}"));
      case YamlNode.Refused _ -> "";
    };
  }
}
