package io.tributary.accesslog;

import io.tributary.json.JsonText;

/** Writes an entry as a JSON object; its parts are members of {@code parts}. Not thread-safe. */
final class JsonLine implements Fields.Line {
  private final StringBuilder out;
  private boolean parts;

  JsonLine(StringBuilder out) {
    this.out = out;
  }

  static void append(StringBuilder out, Fields fields, AccessEntry entry) {
    JsonLine line = new JsonLine(out);
    out.append('{');
    fields.writeTo(line, entry);
    out.append(line.parts ? "}}\n" : "}\n");
  }

  @Override
  public void text(String name, String value) {
    name(name);
    JsonText.append(out, value);
  }

  @Override
  public void plain(String name, String value) {
    name(name);
    out.append(value);
  }

  @Override
  public void part(AccessEntry.Part part) {
    if (parts) {
      out.append(',');
    } else {
      name("parts");
      out.append('{');
      parts = true;
    }
    JsonText.append(out, part.name());
    out.append(":{");
    text("outcome", part.outcome());
    if (part.status() > 0) {
      plain("status", Integer.toString(part.status()));
    }
    plain("ms", Fields.millis(part.nanos()));
    out.append('}');
  }

  private void name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    out.append('"').append(name).append("\":");
  }
}
