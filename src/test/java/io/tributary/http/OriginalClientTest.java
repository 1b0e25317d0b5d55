package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Client;
import io.tributary.config.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalClientTest {
  private final OriginalClient clients =
      new OriginalClient(
          Stream.of("10.0.0.0/8", "2001:db8::/32")
              .map(block -> Cidr.parse(block).orElseThrow())
              .toList());

  private String of(String forwardedFor, String forwarded) {
    return clients.of(
        new Client(
            "10.0.0.1",
            "host",
            "http",
            new Client.Via(
                forwardedFor == null ? "" : forwardedFor,
                "",
                "",
                forwarded == null ? "" : forwarded)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1|192.0.2.1",
        "192.0.2.1, 10.0.0.2|192.0.2.1",
        "198.51.100.9, 192.0.2.1, 10.0.0.2, 10.0.0.3|192.0.2.1",
        "192.0.2.1:4711|192.0.2.1",
        "[2001:db9::1]:4711, 2001:db8::5|2001:db9::1",
        "2001:db9::1|2001:db9::1",
        "10.0.0.9, 10.0.0.2|10.0.0.9",
        "192.0.2.1, unknown|unknown",
        "|10.0.0.1"
      })
  void theLastAddressThatIsNoProxysIsTheClients(String forwardedFor, String client) {
    assertThat(of(forwardedFor, "")).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.1;proto=https, for=10.0.0.2|192.0.2.1",
        "proto=https;For=\"[2001:db9::1]:443\"|2001:db9::1",
        "by=10.0.0.2|10.0.0.1"
      })
  void theSameIsReadFromForwarded(String forwarded, String client) {
    assertThat(of("", forwarded)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1"})
  void aClientThatComesDirectlyIsItself(String address) {
    Client direct = new Client(address, "host", "http", Client.Via.NOTHING);
    assertThat(new OriginalClient(List.of()).of(direct)).isEqualTo(address);
  }
}
