package io.tributary.config.yaml;

import java.util.regex.Pattern;

/** What YAML 1.2 (core schema) sees in a scalar without quotes. */
public enum ScalarKind {
  NULL("|~|null|Null|NULL"),
  TRUTH("true|True|TRUE|false|False|FALSE"),
  INTEGER("[-+]?(?:0|[1-9][0-9]*)"),
  DECIMAL("[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
  NOT_FINITE("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)"),
  /** Numbers that readers of YAML do not agree on: leading zeros, octal, hexadecimal. */
  AMBIGUOUS("[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"),
  TEXT(".*");

  private final Pattern pattern;

  ScalarKind(String regex) {
    this.pattern = Pattern.compile(regex, Pattern.DOTALL);
  }

  public static ScalarKind of(String plain) {
    for (ScalarKind kind : values()) {
      if (kind.pattern.matcher(plain).matches()) {
        return kind;
      }
    }
    throw new IllegalStateException("the last kind matches everything");
  }
}
