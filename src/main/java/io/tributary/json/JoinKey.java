package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A scalar by which elements of two lists are joined. Keys are equal if they are the same JSON
 * value: strings with the same text, numbers with the same value, the same literals. They have an
 * order, with which a hash map stays fast however many of them have one hash. Immutable.
 */
final class JoinKey implements Comparable<JoinKey> {
  private final byte kind;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int hash;

  private JoinKey(char kind, byte[] bytes, int from, int to) {
    this.kind = (byte) kind;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    int sum = kind;
    for (int i = from; i < to; i++) {
      sum = 31 * sum + bytes[i];
    }
    this.hash = sum;
  }

  /** The key; null for what joins nothing: null, arrays, objects, and text that is not Unicode. */
  static @Nullable JoinKey of(Slice value) {
    byte[] json = value.bytes();
    return switch (json[value.from()]) {
      case 'n', '[', '{' -> null;
      case 't', 'f' -> new JoinKey('l', json, value.from(), value.to());
      case '"' -> text(json, value.from() + 1, value.to() - 1);
      default -> number(json, value.from(), value.to());
    };
  }

  private static @Nullable JoinKey text(byte[] json, int from, int end) {
    if (!MemberName.isEscaped(json, from, end)) {
      return new JoinKey('s', json, from, end);
    }
    String text = MemberName.text(json, from, end);
    byte[] plain = text.getBytes(UTF_8);
    return new String(plain, UTF_8).equals(text) ? new JoinKey('s', plain, 0, plain.length) : null;
  }

  private static JoinKey number(byte[] json, int from, int to) {
    if (NumberValue.isCanonical(json, from, to)) {
      return new JoinKey('n', json, from, to);
    }
    byte[] canonical = NumberValue.canonical(json, from, to);
    return new JoinKey('n', canonical, 0, canonical.length);
  }

  /** The bytes of its text. */
  int length() {
    return to - from;
  }

  @Override
  public int compareTo(JoinKey other) {
    int order = Byte.compare(kind, other.kind);
    return order != 0 ? order : Arrays.compare(bytes, from, to, other.bytes, other.from, other.to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JoinKey key
        && kind == key.kind
        && Arrays.equals(bytes, from, to, key.bytes, key.from, key.to);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
