package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.read.Loading;
import org.junit.jupiter.api.Test;

class BackendConfigTest {
  private static final Origin ELSEWHERE = new Origin(Origin.Scheme.HTTPS, "127.0.0.1", 9);

  @Test
  void isCalledDirectlyElsewhere() {
    BackendConfig backend =
        backend(
            """
            { url: "https://users/api", headers: { Authorization: secret }, maxBody: 2KiB,
              breaker: {}, transport: lean, tls: { serverName: users }, host: users.example,
              proxy: { host: proxy, port: 3128 }, forwarded: rfc7239 }
            """);
    BackendConfig moved = backend.at(ELSEWHERE);
    assertThat(moved.origin()).isEqualTo(ELSEWHERE);
    assertThat(moved.headers()).isEmpty();
    assertThat(moved.tls()).isEmpty();
    assertThat(moved.proxy()).isEmpty();
    assertThat(moved)
        .usingRecursiveComparison()
        .ignoringFields("origin", "headers", "tls", "proxy")
        .isEqualTo(backend);
  }

  private static BackendConfig backend(String yaml) {
    String file =
        Loading.valid().replace("{ url: \"http://localhost:8081\" }", yaml.replace("\n", " "));
    return Loading.config(file).backends().getFirst();
  }
}
