package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of what a backend says, each named after its number; see {@link BackendFaultsTest}. */
@EveryTransport
class ContentFaultsTest {
  private static final int MIB = 1 << 20;

  @RegisterExtension final Wire wire;

  ContentFaultsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  /** The body decides, whatever the head calls it. */
  @ParameterizedTest(name = "fault 138: {0}")
  @ValueSource(
      strings = {
        "X-Nothing: a",
        "Content-Type:",
        "Content-Type: text/html",
        "Content-Type: application/json; charset=utf-16",
        "Content-Type: application/problem+json",
        "Content-Type: a/b\r\nContent-Type: c/d"
      })
  void aContentTypeChangesNothing(String field) {
    assertThat(settled("200 OK\r\n" + field, "[1]", 100)).isEqualTo("[1]");
  }

  @ParameterizedTest(name = "fault 139: {0} with Retry-After {1}")
  @CsvSource({
    "500, 5",
    "429, 0",
    "429, -1",
    "503, 1e9",
    "503, junk",
    "429, 99999999999999999999",
    "503, 'Sun, 06 Nov 1994 08:49:37 GMT'",
    "429, 'too many requests, please ask again in 120 seconds, see https://example.com/limits'"
  })
  void anErrorIsOneWhateverItHolds(int status, String retryAfter) {
    assertThat(settled(status + " X\r\nRetry-After: " + retryAfter, "[1]", 100))
        .isEqualTo("bad_status");
  }

  @ParameterizedTest(name = "fault 142: {0}")
  @ValueSource(
      strings = {
        "[1,]",
        "[,1]",
        "[01]",
        "[+1]",
        "[1.]",
        "[.5]",
        "[0x1]",
        "[1 2]",
        "{\"a\" 1}",
        "{a:1}",
        "[tru]",
        "[True]",
        "\"a\tb\"",
        "\"a\u0000b\"",
        "\"\\x\"",
        "\"\\u12\"",
        "[\"a]",
        "]",
        "{}{}",
        "{\"a\":1}]",
        "[1]\u0000",
        "[-Infinity]"
      })
  void whatIsNotOneDocumentIsABadBody(String body) {
    assertThat(settled("200 OK", body, 100)).isEqualTo("bad_body");
  }

  @ParameterizedTest(name = "fault 147: {0} levels are {1}")
  @CsvSource({"999, whole", "1000, whole", "1001, bad_body", "100000, bad_body", "30000, bad_body"})
  void nestingHasALimit(int depth, String outcome) {
    String body = "[".repeat(depth) + "]".repeat(depth);
    assertThat(settled("200 OK", body, MIB)).isEqualTo(outcome.equals("whole") ? body : outcome);
  }

  static Stream<Arguments> large() {
    return Stream.of(
        arguments("148: a key of 60 KB", "{\"" + "k".repeat(60_000) + "\":1}"),
        arguments("148: 100000 keys", keys(100_000, i -> "k" + i)),
        arguments("148: an array of a million", "[" + "1,".repeat(999_999) + "1]"),
        arguments("148: a string of 20 MB", "\"" + "s".repeat(20_000_000) + "\""),
        arguments(
            "149: 50000 keys with one hash code", keys(50_000, ContentFaultsTest::colliding)));
  }

  @ParameterizedTest(name = "fault {0}")
  @MethodSource("large")
  void isKeptWithinMaxBodyAndTooLargeBeyond(String fault, String body) {
    assertThat(settled("200 OK", body, 32 * MIB)).isEqualTo(body);
    assertThat(settled("200 OK", body, 50_000)).isEqualTo("too_large");
  }

  private static String keys(int count, IntFunction<String> name) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + name.apply(i) + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** "Aa" and "BB" have the same hash code, and so has each text of 16 of them. */
  private static String colliding(int number) {
    return IntStream.range(0, 16)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private String settled(String statusAndFields, String body, int maxBody) {
    Buffer bytes = Buffer.buffer(body);
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write(
                  "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n"
                      .formatted(statusAndFields, bytes.length()));
              var _ = exchange.send(bytes);
            });
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).maxBody(maxBody).build());
    String settled = Settled.of(pipe.start("/bad", Wire.LONG));
    Faults.nextCallsAreFine(pipe);
    return settled;
  }
}
