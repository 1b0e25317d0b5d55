package io.tributary.config.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The anchors of one file, and the bound of what their aliases expand to. Nodes are shared instead
 * of copied, but whoever reads the tree visits each alias in full: nine short lines of lists of
 * aliases can stand for a billion nodes. So every alias counts as much as its target, aliases
 * inside it included. Not thread-safe.
 */
final class Aliases {
  /** As much as a file may have without aliases. */
  private static final long MOST_EXPANDED = SmallFile.LARGEST;

  private final Map<String, Anchored> anchors = new HashMap<>();
  private long expanded;

  /**
   * A node with an anchor.
   *
   * @param weight the nodes in it and the characters of their texts
   * @param height the levels below it
   */
  record Anchored(YamlNode node, long weight, int height) {}

  /** Defines an anchor, or defines it again for the aliases that follow. */
  void define(String name, Anchored anchored) {
    anchors.put(name, anchored);
  }

  /** The target of an alias; empty if no node with this anchor has ended before. */
  Optional<Anchored> expand(String name) {
    Optional<Anchored> target = Optional.ofNullable(anchors.get(name));
    target.ifPresent(found -> expanded += found.weight());
    return target;
  }

  /** Whether the aliases so far expand to more than is allowed. */
  boolean tooLarge() {
    return expanded > MOST_EXPANDED;
  }
}
