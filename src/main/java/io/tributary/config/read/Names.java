package io.tributary.config.read;

import java.util.regex.Pattern;

/** The names of backends and parts. They appear in headers and in labels of metrics. */
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
                  + " must be 1 to 64 letters, digits, _ . or -, and must not start with . or -");
    }
  }
}
