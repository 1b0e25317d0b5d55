package io.tributary.config;

/**
 * What happens to a body that does not fit the schema of its part. Immutable.
 *
 * @param enforceSample the share of bodies that are checked, above 0 and at most 1
 */
public record ContractConfig(Enforcement enforce, double enforceSample) {
  /** Nothing is checked. */
  public static final ContractConfig OFF = new ContractConfig(Enforcement.OFF, 1);

  /** What a body that does not fit leads to. */
  public enum Enforcement {
    /** Nothing, since none is checked. */
    OFF,
    /** It is counted and logged. The response does not wait for the check. */
    WARN,
    /** The part fails. */
    FAIL
  }

  /** Whether bodies are checked. */
  public boolean checks() {
    return enforce != Enforcement.OFF;
  }
}
