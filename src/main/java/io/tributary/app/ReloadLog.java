package io.tributary.app;

import io.tributary.ops.SettingChange;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** Logs each reload in one line. Stateless. */
final class ReloadLog {
  private static final int MOST_SHOWN = 10;

  private ReloadLog() {}

  /**
   * Writes the line.
   *
   * @param generation the number of the one in force
   */
  static void write(Logger log, ReloadReason reason, long generation, Reloaded result) {
    switch (result) {
      case Reloaded.Applied(long number, List<SettingChange> changes, List<String> restart) ->
          log.info(
              "Configuration reloaded ({}), generation {}: {}{}",
              reason,
              number,
              changes.isEmpty() ? "no setting has changed" : shown(changes),
              after(restart));
      case Reloaded.Unchanged(long _, List<String> restart) ->
          log.info(
              "Configuration not reloaded ({}): its files hold what is in force{}",
              reason,
              after(restart));
      case Reloaded.Refused(List<String> problems) ->
          log.warn(
              "Configuration not reloaded ({}), generation {} stays in force: {}",
              reason,
              generation,
              shown(problems));
    }
  }

  private static String after(List<String> restart) {
    return restart.isEmpty() ? "" : "; in force after a restart: " + String.join(", ", restart);
  }

  private static String shown(List<?> all) {
    List<String> some = new ArrayList<>();
    all.stream().limit(MOST_SHOWN).forEach(one -> some.add(String.valueOf(one)));
    if (all.size() > MOST_SHOWN) {
      some.add("and " + (all.size() - MOST_SHOWN) + " more");
    }
    return String.join("; ", some);
  }
}
