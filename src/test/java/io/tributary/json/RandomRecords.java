package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/**
 * Makes arrays of records such as serializers write: the same names in each, in one of the usual
 * layouts. The same seed gives the same ones.
 */
final class RandomRecords {

  private record Layout(String lineEnd, String indent, String afterColon) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("", "", ""),
          new Layout("", "", " "),
          new Layout(" ", "", " "),
          new Layout("\n", "  ", " "),
          new Layout("\n", "    ", " "),
          new Layout("\r\n", "  ", " "),
          new Layout("\n", "\t", ""));

  private static final String[] LETTERS = {
    "a",
    "b",
    "Z",
    "7",
    " ",
    "_",
    "-",
    "[",
    "}",
    ",",
    ":",
    "\u00e9",
    "\u0416",
    "\u65e5",
    "\ud83d\ude00",
    "\\n",
    "\\\"",
    "\\\\",
    "\\u00e9"
  };

  private static final String[] SCALARS = {
    "true",
    "false",
    "null",
    "0",
    "-0",
    "7",
    "42",
    "1234567",
    "12345678",
    "123456789",
    "0.5",
    "1.25",
    "123.45",
    "1234.56",
    "12345.67",
    "-1.5",
    "1e3",
    "1.5E-7",
    "0e0",
    "1749.0000001"
  };

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  byte[] document() {
    Layout layout = LAYOUTS.get(random.nextInt(LAYOUTS.size()));
    String[] names = new String[1 + random.nextInt(5)];
    for (int i = 0; i < names.length; i++) {
      names[i] = text(18, 7);
    }
    StringBuilder json = new StringBuilder();
    records(json, layout, names, 0);
    return json.toString().getBytes(UTF_8);
  }

  private void records(StringBuilder json, Layout layout, String[] names, int level) {
    json.append('[');
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      line(json.append(i > 0 ? "," : ""), layout, level + 1);
      record(json, layout, names, level + 1);
    }
    line(json, layout, level).append(']');
  }

  private void record(StringBuilder json, Layout layout, String[] names, int level) {
    json.append('{');
    for (int i = 0; i < names.length; i++) {
      line(json.append(i > 0 ? "," : ""), layout, level + 1);
      json.append('"').append(names[i]).append("\":").append(layout.afterColon());
      switch (random.nextInt(level > 3 ? 6 : 8)) {
        case 0, 1, 2 -> json.append('"').append(text(24, LETTERS.length)).append('"');
        case 3, 4, 5 -> json.append(SCALARS[random.nextInt(SCALARS.length)]);
        case 6 -> records(json, layout, names, level + 1);
        default -> json.append("[\"a\",1,{}]");
      }
    }
    line(json, layout, level).append('}');
  }

  private static StringBuilder line(StringBuilder json, Layout layout, int level) {
    return json.append(layout.lineEnd()).append(layout.indent().repeat(level));
  }

  /** Mostly of the first letters, that is of plain ones. */
  private String text(int length, int letters) {
    StringBuilder text = new StringBuilder();
    for (int more = random.nextInt(length); more > 0; more--) {
      int bound = random.nextInt(3) == 0 ? letters : 7;
      text.append(LETTERS[random.nextInt(bound)]);
    }
    return text.toString();
  }
}
