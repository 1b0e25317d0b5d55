package io.tributary.console;

import io.tributary.ops.ConfigStatus;
import io.tributary.ops.SettingChange;

/** Writes the configuration in force and what the last reload did. Stateless. */
final class ConfigurationJson {
  private ConfigurationJson() {}

  static void add(Json json, ConfigStatus status) {
    json.text("file", status.file().toString())
        .number("loadedAt", status.loadedAt().toEpochMilli())
        .number("generation", status.generation())
        .text("text", status.text())
        .array("changes");
    for (SettingChange change : status.changes()) {
      json.object()
          .text("path", change.path())
          .text("before", change.before())
          .text("after", change.after())
          .endObject();
    }
    json.endArray();
    status
        .refused()
        .ifPresent(
            refusal ->
                json.object("refused")
                    .number("at", refusal.at().toEpochMilli())
                    .texts("problems", refusal.problems())
                    .endObject());
    json.texts("restart", status.restart());
  }
}
