package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.tributary.config.Secret;
import io.tributary.config.yaml.ScalarKind;
import io.tributary.config.yaml.YamlNode;
import io.tributary.json.JsonText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes settings as YAML with hidden secrets. Comments are left out, because a secret may be in
 * one. Stateless.
 */
final class SettingsText {
  private static final String INDENT = "  ";
  private static final Pattern PLAIN_KEY = Pattern.compile("[/A-Za-z_][-/A-Za-z0-9_.{}]*");
  private static final Pattern PLAIN_VALUE = Pattern.compile("[/A-Za-z0-9][-/A-Za-z0-9_.+]*");

  private SettingsText() {}

  static String of(YamlNode root) {
    StringBuilder text = new StringBuilder();
    write(List.of(), root, text);
    return text.toString();
  }

  private static void write(List<String> keys, YamlNode node, StringBuilder text) {
    if (node instanceof YamlNode.Mapping(int _, List<YamlNode.Member> members)
        && !members.isEmpty()) {
      if (!keys.isEmpty()) {
        text.append('\n');
      }
      Settings.members(keys, members)
          .forEach(
              (below, value) -> {
                text.append(INDENT.repeat(keys.size())).append(key(below.getLast())).append(':');
                write(below, value, text);
              });
    } else {
      text.append(' ').append(SecretKeys.contain(keys) ? Secret.HIDDEN : flow(node)).append('\n');
    }
  }

  private static String key(String key) {
    return PLAIN_KEY.matcher(key).matches() ? key : quoted(key);
  }

  private static String flow(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(int _, String text, YamlNode.Style style) ->
          style == YamlNode.Style.PLAIN && ScalarKind.of(text) != ScalarKind.TEXT
              ? text
              : value(text);
      case YamlNode.Sequence(int _, List<YamlNode> items) ->
          items.stream().map(SettingsText::flow).collect(joining(", ", "[", "]"));
      case YamlNode.Mapping(int _, List<YamlNode.Member> members) ->
          members.stream()
              .map(member -> key(member.key()) + ": " + flow(member.value()))
              .collect(joining(", ", "{", "}"));
      case YamlNode.Refused _ -> "";
    };
  }

  /** Without quotes where no reader could take it for anything but this text. */
  private static String value(String text) {
    return PLAIN_VALUE.matcher(text).matches() && ScalarKind.of(text) == ScalarKind.TEXT
        ? text
        : quoted(text);
  }

  private static String quoted(String text) {
    return new String(JsonText.quoted(text), UTF_8);
  }
}
