package io.tributary.config.yaml;

import java.util.List;

/** A piece of the file that knows its line. Immutable. */
public sealed interface YamlNode {
  int line();

  /** Text; {@code plain} if it stands without quotes, so that YAML may see more than text in it. */
  record Scalar(int line, String text, boolean plain) implements YamlNode {}

  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  record Mapping(int line, List<Member> members) implements YamlNode {}

  /** Something already reported, which nobody needs to complain about again. */
  record Refused(int line) implements YamlNode {}

  /** A key, the line it stands on, and its value. */
  record Member(String key, int line, YamlNode value) {}
}
