package io.tributary.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tributary.config.Secret;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The secret that peers on other machines must send. Programs send it as a bearer token (RFC 6750).
 * Browsers send it as the password of any user (RFC 7617), because they send that with page loads
 * and streams of events too. Immutable.
 */
final class AccessToken {
  private final byte[] expected;

  AccessToken(Secret token) {
    this.expected = token.text().getBytes(ISO_8859_1);
  }

  /** Whether this value of {@code Authorization} has the token. */
  boolean isIn(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
    byte[] credentials = authorization.substring(space + 1).strip().getBytes(ISO_8859_1);
    return switch (scheme) {
      case "bearer" -> matches(credentials);
      case "basic" -> matches(password(credentials));
      default -> false;
    };
  }

  /** Takes the same time wherever the first difference is. */
  private boolean matches(byte[] sent) {
    return MessageDigest.isEqual(expected, sent);
  }

  /** What follows the first colon, or nothing. */
  private static byte[] password(byte[] credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), ISO_8859_1);
      return text.substring(text.indexOf(':') + 1).getBytes(ISO_8859_1);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
