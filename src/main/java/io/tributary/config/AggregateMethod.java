package io.tributary.config;

/** What clients ask an aggregate with. */
public enum AggregateMethod {
  /** They only read. */
  GET("GET, HEAD"),
  /** They send a JSON document. */
  POST("POST");

  private final String allow;

  AggregateMethod(String allow) {
    this.allow = allow;
  }

  /** The methods of HTTP that this stands for, as in {@code Allow}. */
  public String allow() {
    return allow;
  }
}
