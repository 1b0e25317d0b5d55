package io.tributary.transform.schema;

/** A schema cannot be used. The message is for the people who configure it. */
public final class SchemaMistake extends Exception {
  private static final long serialVersionUID = 1L;

  SchemaMistake(String message) {
    super(message);
  }
}
