package io.tributary.aggregate;

import java.util.List;
import java.util.Optional;

/**
 * The headers of a backend's response that somebody wants, in the order of the response. Names are
 * case-insensitive, and one can have several values. Immutable.
 */
public record ResponseHeaders(List<Field> fields) {
  /** No headers. */
  public static final ResponseHeaders NONE = new ResponseHeaders(List.of());

  /** Bytes of a header line that are neither its name nor its value: a colon, a space, CR, LF. */
  private static final int LINE_OVERHEAD = 4;

  public ResponseHeaders {
    fields = List.copyOf(fields);
  }

  /** One line: a name and one value, in which each character is a byte. */
  public record Field(String name, String value) {
    /** Whether it has this name. */
    public boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    /** The bytes of the line. */
    int bytes() {
      return name.length() + value.length() + LINE_OVERHEAD;
    }

    /** Whether a header can have the value (RFC 9110, 5.5). */
    private boolean isValid() {
      return value
          .chars()
          .allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xFF && c != 0x7F)); // obs-text too
    }
  }

  /** Every value of a header, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
  }

  /** The values of a header, joined by commas (RFC 9110, 5.3); empty if there is none. */
  public Optional<String> joined(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether no value has a character that ends a line, or another one that no value can have. */
  public boolean isValid() {
    return fields.stream().allMatch(Field::isValid);
  }

  /** The bytes of the lines. */
  public long bytes() {
    return fields.stream().mapToLong(Field::bytes).sum();
  }

  /** The headers of several responses, one after the other. */
  static ResponseHeaders concat(List<ResponseHeaders> each) {
    List<Field> all = each.stream().flatMap(one -> one.fields.stream()).toList();
    return all.isEmpty() ? NONE : new ResponseHeaders(all);
  }
}
