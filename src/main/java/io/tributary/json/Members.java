package io.tributary.json;

/**
 * Passes over the members of an object as serializers write them: plain names of up to fifteen
 * bytes with scalar values, on one line or on a line each.
 *
 * <p>This is the check's fast path and decides nothing: where something else comes, or something
 * wrong, it stops and leaves that to {@link JsonCheck}. So it needs not know what is open or where
 * the document started, and its few variables stay in registers. It looks at the quote and colon
 * after a name and the first of its value at once, and finds a name's end by branches.
 */
final class Members {

  /** So many bytes before the end a name, a colon and the first word of a value can be read. */
  private static final int ROOM = 32;

  private static final int NAME_ENDS = '"' | ':' << 8;

  private Members() {}

  /**
   * Where the check has to go on when the name of a member is due at {@code from}: there, if not
   * one member was passed over; after the last value that was; or, as {@code ~pos}, where an array
   * or object begins that is the value of a name passed over.
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

  /** Where the first byte is that is not plain; any place but a quote if that is not near. */
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
