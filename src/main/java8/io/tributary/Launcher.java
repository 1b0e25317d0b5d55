package io.tributary;

/**
 * The class that the jar starts. It is compiled for Java 8, so that an older Java can load it and
 * say what is missing. It does nothing else, because it is part of the start-up time.
 */
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  /** Runs {@link Main}, or ends with 1 if this Java is too old for it. */
  public static void main(String[] args) {
    if (feature(System.getProperty("java.specification.version")) < NEEDED) {
      System.err.println(
          "Tributary needs Java " + NEEDED + " or newer; this is Java " + System.getProperty("java.version"));
      System.exit(1);
    }
    Main.main(args);
  }

  /** The feature number of a version: 8 of "1.8", 17 of "17". */
  private static int feature(String version) {
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }
}
