package io.tributary.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a stub can do instead of responding. */
enum Fault {
  /** The connection is reset. */
  RESET("reset"),
  /** Status 200, and then bytes that are no HTTP. */
  GARBAGE("garbage"),
  /** Status 500. */
  STATUS_500("500"),
  /** Nothing for an hour. */
  HANG("hang"),
  /** The connection is closed without a byte. */
  EMPTY("empty");

  private static final int AN_HOUR = 3_600_000;

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** The fault with that word, if there is one. */
  static Optional<Fault> of(String word) {
    return Stream.of(values()).filter(fault -> fault.word.equals(word)).findFirst();
  }

  /** The words of all faults. */
  static List<String> words() {
    return Stream.of(values()).map(Fault::word).toList();
  }

  /** What a developer writes to switch it on. */
  String word() {
    return word;
  }

  ResponseDefinitionBuilder response() {
    return switch (this) {
      case RESET -> aResponse().withFault(CONNECTION_RESET_BY_PEER);
      case GARBAGE -> aResponse().withFault(MALFORMED_RESPONSE_CHUNK);
      case STATUS_500 -> aResponse().withStatus(500);
      case HANG -> aResponse().withFixedDelay(AN_HOUR);
      case EMPTY -> aResponse().withFault(EMPTY_RESPONSE);
    };
  }
}
