package io.tributary.config;

import java.util.Optional;

/**
 * Where the response shows the value of a part. Immutable.
 *
 * @param flatten whether its members stand beside the parts, instead of in a slot of its own
 * @param into the part whose value it goes into, as the member with its name
 * @param match which of its elements goes into which element of the other part; absent if it goes
 *     into the other part as a whole
 */
public record PlacementConfig(boolean flatten, Optional<String> into, Optional<MatchConfig> match) {
  /** In a slot of its own. */
  public static final PlacementConfig SLOT =
      new PlacementConfig(false, Optional.empty(), Optional.empty());

  /** Whether the part has a slot of its own. */
  public boolean hasSlot() {
    return !flatten && into.isEmpty();
  }
}
