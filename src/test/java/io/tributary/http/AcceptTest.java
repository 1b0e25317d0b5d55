package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/event-stream                                  | EVENTS
          application/x-ndjson                               | LINES
          TEXT/Event-Stream ; Charset="utf-8"                | EVENTS
          text/event-stream, application/x-ndjson            | EVENTS
          text/event-stream;q=0.5, application/x-ndjson      | LINES
          text/event-stream, */*                             | EVENTS
          */*, text/event-stream                             | EVENTS
          text/event-stream;q=0.5, */*                       |
          text/event-stream, application/json                |
          application/json;q=0.9, text/event-stream          | EVENTS
          application/json, text/event-stream;q=0.999        |
          application/json;q=0, */*, text/event-stream;q=0.1 | EVENTS
          text/event-stream;q=0                              |
          text/event-stream;q=0.000, */*;q=0                 |
          text/event-stream;q=2                              |
          text/event-stream;q=a                              |
          text/*                                             |
          */*                                                |
          application/*, text/event-stream;q=0.3             |
          x/y;z="a,b;q=0", text/event-stream                 | EVENTS
          x/y;z="\\"", text/event-stream                     | EVENTS
          x/y;z="unclosed, text/event-stream                 |
          , ,text/event-stream,                              | EVENTS
          ;, text/event-stream                               | EVENTS
          """)
  void prefersAStreamThatIsNamed(String accept, StreamFormat expected) {
    assertThat(Accept.of(List.of(accept)).preferredStream().orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/event-stream                         | true
          application/x-ndjson;q=0.1, text/html     | true
          text/event-stream, application/json;q=0   | true
          text/event-stream, application/*          | false
          text/event-stream, */*;q=0.01             | false
          text/event-stream;q=0                     | false
          text/html                                 | false
          """)
  void knowsWhoAcceptsNothingElse(String accept, boolean expected) {
    assertThat(Accept.of(List.of(accept)).onlyStreams()).isEqualTo(expected);
  }

  @Test
  void readsEveryLine() {
    Accept accept = Accept.of(List.of("application/json;q=0.5", "text/event-stream"));
    assertThat(accept.preferredStream()).contains(StreamFormat.EVENTS);
  }
}
