package io.tributary.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Makes random documents, and spoils them: the same seed gives the same ones. */
final class RandomJson {

  private static final String[] SPACES = {"", "", "", " ", "\n", "\r\n\t", "\n          "};
  private static final String[] SCALARS = {"true", "false", "null", "0", "-0", "1e400", "-1.5E-07"};
  private static final String[] PIECES = {
    "a",
    "word",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u00e9",
    "\\uD83d",
    "\u007f",
    "\u00e9",
    "\u07ff",
    "\u0800",
    "\ud7ff",
    "\ufeff",
    "\uffff",
    "\ud800\udc00",
    "\u2028",
    "\udbff\udfff",
    "[",
    "}",
    "//",
    "'",
    "seventeen letters"
  };

  /** Bytes that mean something to JSON or to UTF-8. */
  private static final byte[] TELLING =
      ("\0\b\t\n\f\r\u001f \"+,-./0129:;<@EZ[\\]^aefnrtu{|}~\u007f\u0080\u008f\u0090\u009f\u00a0\u00bf"
              + "\u00c0\u00c1\u00c2\u00df\u00e0\u00ed\u00ef\u00f0\u00f4\u00f5\u00ff")
          .getBytes(ISO_8859_1);

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  byte[] document() {
    StringBuilder text = new StringBuilder();
    value(text, 4);
    return text.toString().getBytes(UTF_8);
  }

  /** The document with one byte replaced, put in or taken out, or a stretch cut out or doubled. */
  byte[] spoilt(byte[] document) {
    int at = random.nextInt(document.length);
    int end = Math.min(document.length, at + 1 + random.nextInt(12));
    byte telling = TELLING[random.nextInt(TELLING.length)];
    return switch (random.nextInt(6)) {
      case 0 -> joined(document, at, new byte[] {telling}, at + 1);
      case 1 -> joined(document, at, new byte[] {telling}, at);
      case 2 -> joined(document, at, new byte[] {(byte) random.nextInt()}, at + 1);
      case 3 -> joined(document, at, new byte[0], at + 1);
      case 4 -> joined(document, at, new byte[0], end);
      default -> joined(document, end, Arrays.copyOfRange(document, at, end), end);
    };
  }

  private static byte[] joined(byte[] document, int head, byte[] middle, int tail) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(document, 0, head);
    joined.writeBytes(middle);
    joined.write(document, tail, document.length - tail);
    return joined.toByteArray();
  }

  private void value(StringBuilder text, int levels) {
    text.append(oneOf(SPACES));
    switch (random.nextInt(levels > 0 ? 6 : 3)) {
      case 0 -> string(text);
      case 1 -> text.append(oneOf(SCALARS));
      case 2 -> text.append(random.nextLong() >> random.nextInt(64));
      case 3, 4 -> items(text.append('{'), levels, true).append('}');
      default -> items(text.append('['), levels, false).append(']');
    }
    text.append(oneOf(SPACES));
  }

  private StringBuilder items(StringBuilder text, int levels, boolean named) {
    int count = random.nextInt(4);
    text.append(count == 0 ? oneOf(SPACES) : "");
    for (int i = 0; i < count; i++) {
      text.append(i > 0 ? "," : "");
      if (named) {
        string(text.append(oneOf(SPACES)));
        text.append(oneOf(SPACES)).append(':');
      }
      value(text, levels - 1);
    }
    return text;
  }

  private void string(StringBuilder text) {
    text.append('"');
    for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
      text.append(oneOf(PIECES));
    }
    text.append('"');
  }

  private String oneOf(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
