package io.tributary.accesslog;

/** Writes an entry as {@code key=value} pairs. Not thread-safe. */
final class LogfmtLine implements Fields.Line {
  private final StringBuilder out;
  private boolean any;

  private LogfmtLine(StringBuilder out) {
    this.out = out;
  }

  static void append(StringBuilder out, Fields fields, AccessEntry entry) {
    fields.writeTo(new LogfmtLine(out), entry);
    out.append('\n');
  }

  @Override
  public void text(String name, String value) {
    key(name);
    if (value.chars().allMatch(LogfmtLine::isBare)) {
      out.append(value);
    } else {
      quote(value);
    }
  }

  @Override
  public void plain(String name, String value) {
    key(name);
    out.append(value);
  }

  @Override
  public void part(AccessEntry.Part part) {
    String prefix = "part." + part.name();
    text(prefix, part.outcome());
    if (part.status() > 0) {
      plain(prefix + ".status", Integer.toString(part.status()));
    }
    plain(prefix + ".ms", Fields.millis(part.nanos()));
  }

  private void key(String name) {
    if (any) {
      out.append(' ');
    }
    any = true;
    out.append(name).append('=');
  }

  private static boolean isBare(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    out.append('"');
  }
}
