package io.tributary.http.admission;

/** What became of an admitted request, as far as it says something about the service's limits. */
public enum Served {
  /** All parts succeeded. */
  COMPLETE,
  /** A limit of the service rejected a part. */
  REJECTED,
  /** Anything else. */
  OTHER
}
