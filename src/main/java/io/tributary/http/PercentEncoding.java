package io.tributary.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text (RFC 3986, 2.1) in strict UTF-8. Stateless. */
final class PercentEncoding {
  private PercentEncoding() {}

  /**
   * Decodes a text of ASCII characters with complete escapes. Two different texts never decode to
   * the same one because of replacement characters.
   *
   * @throws BadRequestException if the decoded bytes are not UTF-8
   */
  static String decode(String text) {
    int escape = text.indexOf('%');
    if (escape < 0) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) text.charAt(i));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException malformed) {
      throw new BadRequestException("the request target is not UTF-8");
    }
  }
}
