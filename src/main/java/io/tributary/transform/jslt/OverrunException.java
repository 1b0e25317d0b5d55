package io.tributary.transform.jslt;

/** The computation was interrupted. Its caller already has another result. */
final class OverrunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverrunException() {
    super("interrupted", null, false, false);
  }
}
