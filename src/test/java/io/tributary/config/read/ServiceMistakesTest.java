package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per kind of mistake outside of backends and aggregates, each alone in a file. */
class ServiceMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - a        | line 1: must be a mapping, not a list
          text       | line 1: must be a mapping, not a single value
          """)
  void areReportedForAFileThatIsNoMapping(String yaml, String problem) {
    assertThat(Loading.problems(yaml)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deadlin: 3s                          | deadlin (line 1): unknown key; did you mean deadline?
          transforms: { worker: 1 }            | transforms.worker (line 1): unknown key; did you mean workers?
          shutdown: { after: 1s }              | shutdown.after (line 1): unknown key; known keys are linger, drain
          server: 8080                         | server (line 1): must be a mapping, not a single value
          server:                              | server (line 1): has no value; it must be a mapping
          server: { maxInFlight: 0 }           | server.maxInFlight (line 1): must be a whole number from 1 to 1000000, not "0"
          server: { host: a b }                | server.host (line 1): must be the name or the address of an interface to listen on
          server: { host: 1 }                  | server.host (line 1): must be text; put it in quotes
          server: { host: {} }                 | server.host (line 1): must be text, not a mapping
          management: { port: 8080 }           | management (line 1): the public server already uses the port 8080
          management: { port: 8080, host: h }  | management (line 1): the public server already uses the port 8080
          management: { hosts: ops.example }   | management.hosts (line 1): must be a list, not a single value
          management: { hosts: ["a:9090"] }    | management.hosts[0] (line 1): must be a host: letters, digits, - _ and . for a name, or an IP address
          management: { token: }               | management.token (line 1): has no value; it must be text
          management: { token: " " }           | management.token (line 1): must be at most 1024 visible ASCII characters without spaces
          management: { token: "a b" }         | management.token (line 1): must be at most 1024 visible ASCII characters without spaces
          management: { token: 5 }             | management.token (line 1): must be text; put it in quotes
          management: { console: true }              | management.console (line 1): must be a mapping, not a single value
          management: { console: { enabled: 1 } }    | management.console.enabled (line 1): must be true or false, not "1"
          management: { console: { ask: "yes" } }    | management.console.ask (line 1): must be true or false, not "yes"
          management: { console: { asks: true } }    | management.console.asks (line 1): unknown key; did you mean ask?
          server: { compression: true }             | server.compression (line 1): must be a mapping, not a single value
          server: { compression: { minimum: 0B } }  | server.compression.minimum (line 1): must be from 1B to 1GiB
          server: { compression: { level: 6 } }     | server.compression.level (line 1): unknown key; known keys are minimum
          server: { accessLog: { file: "." } }      | server.accessLog.file (line 1): must be a file, not a folder
          server: { accessLog: { file: "" } }       | server.accessLog.file (line 1): must be a file, not a folder
          server: { openapi: "yes" }                | server.openapi (line 1): must be true or false, not "yes"
          server: { trustedProxies: 10.0.0.0/8 }    | server.trustedProxies (line 1): must be a list, not a single value
          server: { trustedProxies: [10.0.0.0/33] } | server.trustedProxies[0] (line 1): must be an IP address or a block such as 10.0.0.0/8, not "10.0.0.0/33"
          server: { trustedProxies: [lb.internal] } | server.trustedProxies[0] (line 1): must be an IP address or a block such as 10.0.0.0/8, not "lb.internal"
          server: { trustedProxies: [10] }          | server.trustedProxies[0] (line 1): must be an IP address or a block such as 10.0.0.0/8, not "10"
          tracing: 0.5                         | tracing (line 1): must be a mapping, not a single value
          tracing: { ratio: 1.1 }              | tracing.ratio (line 1): must be a number from 0 to 1, not "1.1"
          tracing: { ratio: -0.1 }             | tracing.ratio (line 1): must be a number from 0 to 1, not "-0.1"
          tracing: { ratio: .nan }             | tracing.ratio (line 1): must be a number from 0 to 1, not ".nan"
          tracing: { ratio: 10% }              | tracing.ratio (line 1): must be a number from 0 to 1, not "10%"
          tracing: { ratio: "0.5" }            | tracing.ratio (line 1): must be a number from 0 to 1; remove the quotes: 0.5
          tracing: { link: 1 }                 | tracing.link (line 1): must be text; put it in quotes
          tracing: { link: "https://t.example" } | tracing.link (line 1): must have {traceId} where the id of the trace belongs
          tracing: { link: "https://t.example/{traceId}/{span}" } | tracing.link (line 1): must have {traceId} and no other braces
          tracing: { rate: 1 }                 | tracing.rate (line 1): unknown key; did you mean ratio?
          transforms: { queue: 0 }             | transforms.queue (line 1): must be a whole number from 1 to 100000, not "0"
          transforms: { workers: 2000 }        | transforms.workers (line 1): must be a whole number from 1 to 1024, not "2000"
          shutdown: { drain: 61m }             | shutdown.drain (line 1): must be at most one hour (60m)
          """)
  void areReportedForAKey(String line, String problem) {
    assertThat(Loading.problems(Loading.withTop(line))).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          65536                | , not "65536"
          -1                   | , not "-1"
          http                 | , not "http"
          080                  | , not "080"
          8e1                  | , not "8e1"
          99999999999999999999 | , not "99999999999999999999"
          "80"                 | ; remove the quotes: 80
          [80]                 | , not a list
          """)
  void areReportedForAPort(String port, String problem) {
    assertThat(Loading.problems(Loading.withTop("server: { port: " + port + " }")))
        .containsExactly("server.port (line 1): must be a whole number from 0 to 65535" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0s            | at least 50ms
          49ms          | at least 50ms
          61m           | at most one hour (60m)
          -2s           | a duration such as 800ms, 2s or 1m, not "-2s"
          2             | a duration such as 800ms, 2s or 1m, not "2"
          1.5s          | a duration such as 800ms, 2s or 1m, not "1.5s"
          1h            | a duration such as 800ms, 2s or 1m, not "1h"
          02s           | a duration such as 800ms, 2s or 1m, not "02s"
          2MiB          | a duration such as 800ms, 2s or 1m, not "2MiB"
          99999999999s  | a duration such as 800ms, 2s or 1m, not "99999999999s"
          [2s]          | a duration such as 800ms, 2s or 1m, not a list
          """)
  void areReportedForADuration(String duration, String problem) {
    assertThat(Loading.problems(Loading.valid().replace("2s", duration)))
        .containsExactly("deadline (line 1): must be " + problem);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0.25, 0.25", "1e-3, 0.001", "\"${RATIO:-.5}\", 0.5"})
  void areNotReportedForAShare(String written, double ratio) {
    String yaml = Loading.withTop("tracing: { ratio: " + written + " }");
    assertThat(Loading.config(yaml).tracing().ratio()).isEqualTo(ratio);
  }

  @Test
  void areNotReportedForTheSamePortOnTwoAddresses() {
    String addresses = "server: { host: 127.0.0.1, port: 80 }\nmanagement: { host: ::1, port: 80 }";
    assertThat(Loading.problems(Loading.withTop(addresses.replace("::1", "\"::1\"")))).isEmpty();
    assertThat(Loading.problems(Loading.withTop(addresses.replace("::1", "127.0.0.1"))))
        .containsExactly("management (line 2): the public server already uses the port 80");
  }

  @Test
  void areReportedForAnAggregateWhereTheOpenApiDocumentIs() {
    String yaml = Loading.withRoute("/openapi.json");
    assertThat(Loading.problems(yaml)).isEmpty();
    assertThat(Loading.problems("server: { openapi: true }\n" + yaml))
        .singleElement()
        .asString()
        .endsWith("has /openapi.json, where server.openapi serves its document");
  }

  @Test
  void shortenAVeryLongKey() {
    assertThat(Loading.problems(Loading.withTop("x".repeat(100) + ": 1")))
        .containsExactly(
            "x".repeat(80)
                + "... (line 1): unknown key; known keys are deadline, backends, server, management,"
                + " shutdown, transforms, tracing, log, aggregates");
  }
}
