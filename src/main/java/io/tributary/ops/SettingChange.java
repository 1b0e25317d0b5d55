package io.tributary.ops;

import java.util.Optional;

/**
 * One setting, or one file that the configuration names, before and after a reload. Immutable.
 * Neither secrets nor the content of files are shown.
 *
 * @param path keys joined by dots, such as {@code backends.users.timeout}; or a file
 * @param before empty if it was not there
 * @param after empty if it is not there any more
 */
public record SettingChange(String path, Optional<String> before, Optional<String> after) {
  @Override
  public String toString() {
    return path + " " + before.orElse("(none)") + " -> " + after.orElse("(none)");
  }
}
