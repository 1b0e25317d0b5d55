package io.tributary.app;

import io.tributary.config.Config;

/** Observes which configurations are in force. Implementations never block and never throw. */
interface GenerationObserver {
  /** Observes nothing. */
  GenerationObserver NONE = new GenerationObserver() {};

  /** New requests use this configuration from now on. */
  default void inForce(Config config) {}

  /** A reload has ended. */
  default void reloaded(Reloaded result) {}

  /**
   * No request uses what an older configuration had and this one, which is in force, has not.
   * Called once for each configuration that was replaced.
   */
  default void retired(Config config) {}
}
