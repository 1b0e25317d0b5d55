package io.tributary.console;

import io.tributary.json.JsonText;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes JSON as text. Commas are put where they belong; the caller closes what it opens. Not
 * thread-safe.
 */
final class Json {
  private static final double NANOS_PER_MICRO = 1e3;

  private final StringBuilder out = new StringBuilder(4096);

  /** Opens an object in an array, or the document. */
  Json object() {
    separate();
    out.append('{');
    return this;
  }

  Json object(String name) {
    name(name).append('{');
    return this;
  }

  Json endObject() {
    out.append('}');
    return this;
  }

  /** Opens an array as the document. */
  Json array() {
    separate();
    out.append('[');
    return this;
  }

  Json array(String name) {
    name(name).append('[');
    return this;
  }

  Json endArray() {
    out.append(']');
    return this;
  }

  Json text(String name, String value) {
    JsonText.append(name(name), value);
    return this;
  }

  /** A text, or {@code null}. */
  Json text(String name, Optional<String> value) {
    value.ifPresentOrElse(some -> text(name, some), () -> name(name).append("null"));
    return this;
  }

  Json texts(String name, Collection<String> values) {
    array(name);
    for (String value : values) {
      separate();
      JsonText.append(out, value);
    }
    return endArray();
  }

  Json number(String name, long value) {
    name(name).append(value);
    return this;
  }

  Json flag(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  /** A share of one, with three decimals. */
  Json share(String name, double value) {
    name(name).append(String.format(Locale.ROOT, "%.3f", value));
    return this;
  }

  /** A duration in milliseconds with three decimals; {@code null} if it is not known. */
  Json millis(String name, long nanos) {
    if (nanos == Durations.NONE) {
      name(name).append("null");
    } else {
      name(name).append(Math.round(nanos / NANOS_PER_MICRO) / 1e3);
    }
    return this;
  }

  private StringBuilder name(String name) {
    separate();
    JsonText.append(out, name);
    return out.append(':');
  }

  private void separate() {
    if (!out.isEmpty() && "{[:".indexOf(out.charAt(out.length() - 1)) < 0) {
      out.append(',');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
