package io.tributary.config.read;

import java.util.regex.Pattern;

/** What a backend or a part may be called, so that headers and metrics can carry the name. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  private Names() {}

  static void check(ConfigValue.Member entry, String what) {
    if (!NAME.matcher(entry.key()).matches()) {
      entry
          .value()
          .problem(
              "the name of a "
                  + what
                  + " may hold letters, digits, _ . and -, and at most 64 of them");
    }
  }
}
