package io.tributary.config.yaml;

import java.util.List;

/** A node of the YAML tree with its line in the file. Immutable. */
public sealed interface YamlNode {
  int line();

  /** How a scalar is written. */
  enum Style {
    /** Without quotes, so that it can be a number, for example. */
    PLAIN,
    /** In quotes or as a block: always text. */
    QUOTED
  }

  record Scalar(int line, String text, Style style) implements YamlNode {
    /** The type that YAML gives to the text. */
    public ScalarKind kind() {
      return style == Style.PLAIN ? ScalarKind.of(text) : ScalarKind.TEXT;
    }
  }

  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  record Mapping(int line, List<Member> members) implements YamlNode {}

  /** A node with a reported mistake. It must not be reported again. */
  record Refused(int line) implements YamlNode {}

  /** A key, the line of the key, and the value. */
  record Member(String key, int line, YamlNode value) {}
}
