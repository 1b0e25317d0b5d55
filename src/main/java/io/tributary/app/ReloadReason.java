package io.tributary.app;

/** Why the configuration is loaded again. */
public enum ReloadReason {
  SIGNAL("SIGHUP"),
  FILE("a file has changed"),
  REQUEST("POST /reload");

  private final String words;

  ReloadReason(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
