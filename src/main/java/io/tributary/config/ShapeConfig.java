package io.tributary.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the response shows of a part's body. Immutable. In a path such as {@code address.city} a dot
 * separates the names of members.
 *
 * @param pick where the value is in the body; the value is the whole body if absent
 * @param strict whether a body without that place fails the part; its value is null otherwise
 * @param keep the paths of the only members that stay; all stay if there are none
 * @param drop the paths of the members that go
 * @param rename new names, by the path of the member
 */
public record ShapeConfig(
    Optional<JsonPointer> pick,
    boolean strict,
    List<String> keep,
    List<String> drop,
    Map<String, String> rename) {
  /** The value is the body as it is. */
  public static final ShapeConfig NONE =
      new ShapeConfig(Optional.empty(), false, List.of(), List.of(), Map.of());

  public ShapeConfig {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
    rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
  }

  /** Whether the value can have other members than the body. */
  public boolean changesMembers() {
    return !keep.isEmpty() || !drop.isEmpty() || !rename.isEmpty();
  }
}
