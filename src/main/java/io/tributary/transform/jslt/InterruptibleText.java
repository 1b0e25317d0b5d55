package io.tributary.transform.jslt;

/**
 * A text that a matcher of a regular expression can no longer read once its thread is interrupted.
 * A pattern such as {@code (a+)+b} reads the same characters again and again, for years. Confined
 * to one thread.
 */
final class InterruptibleText implements CharSequence {
  private static final int READS_PER_LOOK = 1024;

  private final String text;
  private int reads;

  InterruptibleText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++reads % READS_PER_LOOK == 0 && Thread.currentThread().isInterrupted()) {
      throw new OverrunException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
