package io.tributary.config;

/** What carries the calls to a backend. */
public enum TransportType {
  /** The Vert.x Web Client: HTTP/1.1 and HTTP/2. */
  WEB("web"),
  /** Connections of Tributary itself: GET over HTTP/1.1 only, for less CPU and memory. */
  LEAN("lean");

  private final String word;

  TransportType(String word) {
    this.word = word;
  }

  /** How the configuration file spells it. */
  public String word() {
    return word;
  }
}
