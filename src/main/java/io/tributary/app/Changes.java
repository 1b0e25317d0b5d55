package io.tributary.app;

import io.tributary.config.Secret;
import io.tributary.ops.SettingChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What differs between two configurations. Stateless. */
final class Changes {
  private Changes() {}

  /** The settings that differ, and then the other files whose content does. */
  static List<SettingChange> between(Path configuration, LoadedConfig old, LoadedConfig next) {
    List<SettingChange> changes = new ArrayList<>(old.settings().changesTo(next.settings()));
    Map<Path, String> before = old.sources().digests();
    Map<Path, String> after = next.sources().digests();
    TreeSet<Path> files = new TreeSet<>(before.keySet());
    files.addAll(after.keySet());
    files.remove(configuration.toAbsolutePath().normalize());
    for (Path file : files) {
      if (!Objects.equals(before.get(file), after.get(file))) {
        changes.add(new SettingChange(file.toString(), hidden(before, file), hidden(after, file)));
      }
    }
    return List.copyOf(changes);
  }

  /** The content of a file can be a secret. */
  private static Optional<String> hidden(Map<Path, String> digests, Path file) {
    return Optional.ofNullable(digests.get(file)).map(_ -> Secret.HIDDEN);
  }
}
