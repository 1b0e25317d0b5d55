package io.tributary.config;

import java.util.List;

/** A piece of the file that knows its line. Immutable. */
sealed interface Node {
  int line();

  /** Text; {@code plain} if it stands without quotes, so that YAML may see more than text in it. */
  record Scalar(int line, String text, boolean plain) implements Node {}

  record Sequence(int line, List<Node> items) implements Node {}

  record Mapping(int line, List<Member> members) implements Node {}

  /** Something already reported, which nobody needs to complain about again. */
  record Refused(int line) implements Node {}

  /** A key, the line it stands on, and its value. */
  record Member(String key, int line, Node value) {}
}
