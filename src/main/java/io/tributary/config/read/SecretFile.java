package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads files that hold one secret, as <code>${file:/run/secrets/token}</code> names them. Messages
 * show the name of a file and never its content.
 */
final class SecretFile {
  private static final int LARGEST = 64 * 1024;
  private static final Pattern LAST_LINE_BREAK = Pattern.compile("\\r?\\n\\z");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");

  private SecretFile() {}

  /**
   * The content without its last line break. If it cannot be used, it is empty, and a mistake is
   * added.
   *
   * @param name a relative path starts at the folder of the configuration file
   */
  static String read(String name, ReadContext reading, List<String> mistakes) {
    try {
      byte[] bytes = reading.files().read(reading.folder().resolve(name));
      if (bytes.length > LARGEST) {
        return refuse(name, "is larger than 64 KiB", mistakes);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String secret = LAST_LINE_BREAK.matcher(text).replaceFirst("");
      if (secret.isEmpty()) {
        return refuse(name, "is empty", mistakes);
      }
      return CONTROL.matcher(secret).find()
          ? refuse(name, "has a control character", mistakes)
          : secret;
    } catch (InvalidPathException _) {
      return refuse(name, "must be the path of a file", mistakes);
    } catch (CharacterCodingException _) {
      return refuse(name, "is not UTF-8", mistakes);
    } catch (IOException unreadable) {
      return refuse(name, SmallFile.mistake(unreadable), mistakes);
    }
  }

  private static String refuse(String name, String mistake, List<String> mistakes) {
    mistakes.add("the file " + MessageText.quoted(name) + " " + mistake);
    return "";
  }
}
