package io.tributary.console;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of query parameters that sound like credentials. Errs on the side of hiding. Stateless. */
final class CredentialName {
  private static final Set<String> WORDS =
      Set.of(
          "auth", "bearer", "code", "cookie", "cred", "jwt", "key", "nonce", "otp", "pass", "pin",
          "pwd", "saml", "sas", "sid", "sig", "sso", "ticket");
  private static final Pattern PARTS =
      Pattern.compile(
          "token|secret|passw|passphrase|apikey|accesskey|privatekey|credential|signature|session"
              + "|authori[sz]|authent|assertion|oauth");
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private CredentialName() {}

  /** Whether a value of this name may be a credential. */
  static boolean is(String name) {
    if (PARTS.matcher(name.toLowerCase(Locale.ROOT)).find()) {
      return true;
    }
    return BETWEEN_WORDS
        .splitAsStream(name)
        .anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
  }
}
