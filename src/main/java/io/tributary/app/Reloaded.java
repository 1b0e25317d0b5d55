package io.tributary.app;

import io.tributary.ops.SettingChange;
import java.util.List;

/** The result of a reload. */
public sealed interface Reloaded {
  /**
   * The file is in force.
   *
   * @param generation its number
   * @param changes what differs from the generation before
   * @param restart paths of settings that are in force after a restart
   */
  record Applied(long generation, List<SettingChange> changes, List<String> restart)
      implements Reloaded {}

  /**
   * The files are those in force, so there was nothing to do.
   *
   * @param restart paths of settings that are in force after a restart
   */
  record Unchanged(long generation, List<String> restart) implements Reloaded {}

  /** Nothing has changed, because of these problems. */
  record Refused(List<String> problems) implements Reloaded {}
}
