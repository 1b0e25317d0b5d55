package io.tributary.ops;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The configuration in force and the last reload, for people. Immutable and without secrets.
 *
 * @param loadedAt when it came into force
 * @param generation its number, counted from 1
 * @param text what the file says, without comments
 * @param changes what differs from the generation before
 * @param restart paths of settings that are in force after a restart
 * @param refused the last reload, if it was refused
 */
public record ConfigStatus(
    Path file,
    Instant loadedAt,
    long generation,
    String text,
    List<SettingChange> changes,
    List<String> restart,
    Optional<Refusal> refused) {

  /** A reload that has changed nothing. */
  public record Refusal(Instant at, List<String> problems) {}

  /** The same configuration after a reload that was refused. */
  public ConfigStatus refused(Instant at, List<String> problems) {
    return with(Optional.of(new Refusal(at, problems)));
  }

  /** The same configuration after a reload that changed nothing. */
  public ConfigStatus withoutRefusal() {
    return with(Optional.empty());
  }

  private ConfigStatus with(Optional<Refusal> refusal) {
    return new ConfigStatus(file, loadedAt, generation, text, changes, restart, refusal);
  }
}
