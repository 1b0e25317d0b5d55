package io.tributary.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The merge key {@code <<} of YAML 1.1: its value is a mapping or a sequence of mappings, whose
 * members are taken over unless the mapping has the key itself. Of a sequence the first mapping
 * with a key wins. Stateless.
 */
final class MergeKey {
  static final String NAME = "<<";

  private MergeKey() {}

  /** The mappings to merge; empty if the value is something else. */
  static Optional<List<YamlNode.Mapping>> mappings(YamlNode value) {
    return switch (value) {
      case YamlNode.Mapping one -> Optional.of(List.of(one));
      case YamlNode.Sequence(int _, List<YamlNode> items)
          when items.stream().allMatch(YamlNode.Mapping.class::isInstance) ->
          Optional.of(items.stream().map(YamlNode.Mapping.class::cast).toList());
      default -> Optional.empty();
    };
  }

  /** Members that come from the mappings, without those whose key is seen. Adds their keys. */
  static List<YamlNode.Member> members(List<YamlNode.Mapping> mappings, Set<String> seen) {
    List<YamlNode.Member> merged = new ArrayList<>();
    for (YamlNode.Mapping mapping : mappings) {
      for (YamlNode.Member member : mapping.members()) {
        if (seen.add(member.key())) {
          merged.add(member);
        }
      }
    }
    return merged;
  }
}
