package io.tributary.json;

/**
 * The fast path for the members of an object as serializers write them: plain names of up to
 * fifteen bytes with scalar values, on one line or on one line each.
 *
 * <p>It reports no errors. At anything else, valid or not, it stops and leaves the decision to
 * {@link JsonCheck}. So it needs neither the open brackets nor the start of the document, and its
 * few variables stay in registers. It compares the quote and the colon after a name and the start
 * of the value at once, and finds the end of a name by branches.
 */
final class Members {

  /** The minimum number of bytes for reading a name, a colon and the first word of a value. */
  private static final int ROOM = 32;

  private static final int NAME_ENDS = '"' | ':' << 8;

  private Members() {}

  /**
   * Skips members, where the name of the first one is expected at {@code from}. Returns the
   * position after the last value that was skipped, which is {@code from} if there was none.
   * Returns {@code ~pos} if the name before {@code pos} was skipped and its value is an array or an
   * object there.
   */
  static int end(byte[] bytes, int from, int to) {
    int last = to - ROOM;
    int done = from;
    int pos = from;
    while (pos <= last && bytes[pos] == '"') {
      pos = endOfName(bytes, pos + 1);
      int four = Swar.four(bytes, pos);
      if ((four & 0xFFFF) != NAME_ENDS) {
        return done;
      }
      pos += 2;
      int first = four >>> 16 & 0xFF;
      if (first == ' ') {
        pos++;
        first = four >>> 24;
      }
      if (first == '"') {
        pos = StringScan.end(bytes, pos + 1, to);
      } else if (first >= '-' && first <= '9') {
        pos = NumberScan.end(bytes, pos, to);
      } else if (first == '{' || first == '[') {
        return ~pos;
      } else {
        pos = Literal.end(bytes, pos, to);
      }
      if (pos < 0) {
        return done;
      }
      done = pos;
      if (pos > last || bytes[pos] != ',') {
        return done;
      }
      pos++;
      if (bytes[pos] != '"') {
        pos = Whitespace.end(bytes, pos, to);
      }
    }
    return done;
  }

  /**
   * Returns the position of the first byte that is not plain. If that is not near, returns a
   * position without a quote.
   */
  private static int endOfName(byte[] bytes, int from) {
    int pos = from;
    long marks = StringScan.othersMarked(Swar.eight(bytes, pos));
    if (marks == 0) {
      pos += Long.BYTES;
      marks = StringScan.othersMarked(Swar.eight(bytes, pos));
    }
    return pos + Swar.firstMarkedForeseen(marks);
  }
}
