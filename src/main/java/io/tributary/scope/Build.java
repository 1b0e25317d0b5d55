package io.tributary.scope;

import java.util.Optional;

/** The build that runs. Stateless. */
public final class Build {
  private Build() {}

  /** The version in the manifest of the jar; empty for classes that are not packaged. */
  public static Optional<String> version() {
    return Optional.ofNullable(Build.class.getPackage().getImplementationVersion());
  }
}
