package io.tributary.stubs;

/** Why stubs cannot be served or recorded, in words for whoever typed the command. */
final class CannotServeException extends Exception {
  private static final long serialVersionUID = 1;

  CannotServeException(String message) {
    super(message);
  }
}
