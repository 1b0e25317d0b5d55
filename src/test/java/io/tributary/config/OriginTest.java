package io.tributary.config;

import static io.tributary.config.Origin.Scheme.HTTP;
import static io.tributary.config.Origin.Scheme.HTTPS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {
  @Test
  void leavesTheDefaultPortOutOfItsAuthority() {
    assertThat(new Origin(HTTP, "users", 80).authority()).isEqualTo("users");
    assertThat(new Origin(HTTPS, "users", 443).authority()).isEqualTo("users");
    assertThat(new Origin(HTTP, "users", 443).authority()).isEqualTo("users:443");
    assertThat(new Origin(HTTPS, "users", 8443).authority()).isEqualTo("users:8443");
  }

  @Test
  void putsIpv6AddressesInBrackets() {
    assertThat(new Origin(HTTP, "::1", 80).authority()).isEqualTo("[::1]");
    assertThat(new Origin(HTTP, "::1", 8080).authority()).isEqualTo("[::1]:8080");
  }

  @Test
  void isSecureWithHttps() {
    assertThat(new Origin(HTTPS, "users", 80).secure()).isTrue();
    assertThat(new Origin(HTTP, "users", 443).secure()).isFalse();
  }
}
