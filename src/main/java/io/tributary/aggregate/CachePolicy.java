package io.tributary.aggregate;

/** Decides who may store a complete response, and for how long. Immutable. */
@FunctionalInterface
public interface CachePolicy {
  /** Nobody may store it. */
  CachePolicy NO_STORE = fixed("");

  /** The value of {@code Cache-Control}; empty for {@code no-store}. */
  String of(PartResults results);

  /** The same value for every response. */
  static CachePolicy fixed(String value) {
    return _ -> value;
  }
}
