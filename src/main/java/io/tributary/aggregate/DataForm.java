package io.tributary.aggregate;

import java.util.Optional;

/**
 * How the values of the parts stand in the data of a response. Immutable.
 *
 * @param assembly puts parts into others; absent if none goes into another
 * @param sameName which member counts if several parts have one with the same name and are lifted
 */
public record DataForm(Optional<AssemblyCall> assembly, SameName sameName) {
  /** Each part under its name. */
  public static final DataForm SLOTS = new DataForm(Optional.empty(), SameName.FIRST);

  /** Which of several members with the same name counts, in the order of the parts. */
  public enum SameName {
    FIRST,
    LAST
  }
}
