package io.tributary.ops;

/** Whether the running service can do its work. Immutable. Probes show the reason. */
public sealed interface Ability {
  /** It can do everything. */
  record Full() implements Ability {}

  /** It can do its work, but an operator should look at it. */
  record Impaired(String why) implements Ability {}

  /** It cannot do its work, and only a restart helps. */
  record Lost(String why) implements Ability {}
}
