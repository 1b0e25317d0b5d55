package io.tributary.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says by other means whether bytes are one JSON document: the JDK's strict decoder, then recursive
 * descent over characters with regular expressions. Slow and plain, to hold {@link JsonCheck} to.
 */
final class ReferenceJson {

  private static final Pattern SPACE = Pattern.compile("[ \t\n\r]*+");
  private static final Pattern SCALAR =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1F]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9A-Fa-f]{4})*+\"");

  private final String text;
  private final Matcher matcher;
  private int pos;

  private ReferenceJson(String text) {
    this.text = text;
    this.matcher = SPACE.matcher(text);
  }

  static boolean accepts(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      ReferenceJson json = new ReferenceJson(text);
      return json.value(0) && json.pos == text.length();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A value and the whitespace on both sides of it. */
  private boolean value(int depth) {
    boolean found = skip(SPACE) && (skip(STRING) || skip(SCALAR) || bracketed(depth));
    return found && skip(SPACE);
  }

  private boolean bracketed(int depth) {
    if (depth == 1000) {
      return false;
    }
    return skip('[') ? rest(depth, ']', false) : skip('{') && rest(depth, '}', true);
  }

  private boolean rest(int depth, char closing, boolean named) {
    boolean empty = skip(SPACE) && skip(closing);
    if (empty) {
      return true;
    }
    do {
      boolean name = !named || (skip(SPACE) && skip(STRING) && skip(SPACE) && skip(':'));
      if (!name || !value(depth + 1)) {
        return false;
      }
    } while (skip(','));
    return skip(closing);
  }

  private boolean skip(char c) {
    boolean found = pos < text.length() && text.charAt(pos) == c;
    pos += found ? 1 : 0;
    return found;
  }

  private boolean skip(Pattern pattern) {
    boolean found = matcher.usePattern(pattern).region(pos, text.length()).lookingAt();
    pos = found ? matcher.end() : pos;
    return found;
  }
}
