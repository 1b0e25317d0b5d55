package io.tributary.scope;

/** The bytes that one request holds. Confined to the request's event loop. */
public final class ByteAccount {
  private final ByteBudget budget;
  private long taken;
  private boolean closed;

  ByteAccount(ByteBudget budget) {
    this.budget = budget;
  }

  /** Opens another account of the same budget, for what outlives this one. */
  public ByteAccount another() {
    return budget.open();
  }

  /** Takes bytes. Returns false if the budget does not have that many, or after {@link #close}. */
  public boolean take(long bytes) {
    if (closed || !budget.take(bytes)) {
      return false;
    }
    taken += bytes;
    return true;
  }

  /** Gives everything back, when the request is over. */
  public void close() {
    closed = true;
    budget.give(taken);
    taken = 0;
  }
}
