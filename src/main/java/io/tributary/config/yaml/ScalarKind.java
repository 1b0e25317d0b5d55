package io.tributary.config.yaml;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The type of a scalar without quotes in the core schema of YAML 1.2. */
public enum ScalarKind {
  NULL("|~|null|Null|NULL"),
  TRUTH("true|True|TRUE|false|False|FALSE"),
  INTEGER("[-+]?(?:0|[1-9][0-9]*)"),
  DECIMAL("[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
  NOT_FINITE("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)"),
  /** Numbers that YAML parsers read differently: with leading zeros, octal, hexadecimal. */
  AMBIGUOUS("[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"),
  TEXT(".*");

  /** Decimal numbers with and without a fraction. */
  public static final Set<ScalarKind> NUMBERS =
      Collections.unmodifiableSet(EnumSet.of(INTEGER, DECIMAL));

  private final Pattern pattern;

  ScalarKind(String regex) {
    this.pattern = Pattern.compile(regex, Pattern.DOTALL);
  }

  /** The type of a scalar without quotes. */
  public static ScalarKind of(String plain) {
    for (ScalarKind kind : values()) {
      if (kind.pattern.matcher(plain).matches()) {
        return kind;
      }
    }
    throw new IllegalStateException("the last kind matches everything");
  }
}
