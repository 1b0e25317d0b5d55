package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "accessToken",
        "id_token",
        "api_key",
        "apikey",
        "apiKey",
        "X-API-KEY",
        "key",
        "client_secret",
        "password",
        "passwd",
        "pwd",
        "auth",
        "authorization",
        "oauth_verifier",
        "session",
        "sessionId",
        "JSESSIONID",
        "sid",
        "sig",
        "signature",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "code",
        "jwt",
        "SAMLResponseToken",
        "otp",
        "pin"
      })
  void namesThatSoundLikeCredentialsAreKnown(String name) {
    assertThat(CredentialName.is(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "ids",
        "limit",
        "sort",
        "userId",
        "keyboard",
        "monkey",
        "author",
        "codec",
        ""
      })
  void othersAreNot(String name) {
    assertThat(CredentialName.is(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "a=1&token=abc&b=2 -> /p?a=1&token=…&b=2",
        "to%6Ben=abc -> /p?to%6Ben=…",
        "token -> /p?token",
        "token=a=b&&x -> /p?token=…&&x",
        "a%zz=1&key=2 -> /p?a%zz=1&key=…",
        "q=<img onerror> -> /p?q=<img onerror>",
      })
  void theirValuesAreHidden(String query, String shown) {
    assertThat(ShownUrl.of("/p", query)).isEqualTo(shown);
  }
}
