package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in {@code server.cors} are reported with their place and rule. */
class CorsMistakesTest {
  private static final String SHAPE =
      "must be an origin such as https://app.example, https://*.app.example or *, without a path,"
          + " not ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "app.example"               | ~"app.example"
          "https://app.example/"      | ~"https://app.example/"
          "https://app.example/a?b#c" | ~"https://app.example/a?b#c"
          "https://u:p@app.example"   | ~"https://u:p@app.example"
          "https://"                  | ~"https://"
          "https://a.*.example"       | ~"https://a.*.example"
          "https://*app.example"      | ~"https://*app.example"
          "*.app.example"             | ~"*.app.example"
          "**"                        | ~"**"
          "null"                      | ~"null"
          ""                          | ~""
          "https://*.com"             | must have two labels after *. at least; others could register one
          "https://*.127.0.0.1"       | must have a name after *. because an address has no subdomains
          "https://*.[::1]"           | must have a name after *. because an address has no subdomains
          "https://app.example:0"     | must have a port from 1 to 65535
          "https://app_example:99999" | must have a port from 1 to 65535
          "https://app example"       | has no valid host: letters, digits, - _ and . for a name, or an IP address, IPv6 in brackets
          "https://münchen.example"   | has no valid host: letters, digits, - _ and . for a name, or an IP address, IPv6 in brackets
          null                        | has no value; it must be an origin such as https://app.example, https://*.app.example or *
          [a]                         | must be an origin such as https://app.example, https://*.app.example or *, not a list
          """)
  void anOriginThatNoBrowserSendsIsAMistake(String origin, String problem) {
    assertThat(Loading.problems(with("origins: [" + origin + "]")))
        .singleElement()
        .asString()
        .startsWith("server.cors.origins[0] (line ")
        .endsWith("): " + problem.replace("~", SHAPE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          maxAge: 5m                              | origins (line @): is missing
          origins: []                             | origins (line @): must have at least one origin
          origins: "*"                            | origins (line @): must be a list, not a single value
          origins: ["*"], credentials: true       | credentials (line @): must not be true when origins has *: any page could act for a signed-in user
          origins: ["https://a.example", "*"], credentials: true | credentials (line @): must not be true when origins has *: any page could act for a signed-in user
          origins: ["*"], credentials: "yes"      | credentials (line @): must be true or false, not "yes"
          origins: ["*"], maxAge: 2h              | maxAge (line @): must be a duration such as 800ms, 2s or 1m, not "2h"
          origins: ["*"], origin: a               | origin (line @): unknown key; did you mean origins?
          """)
  void areReportedWithTheirPlace(String keys, String problem) {
    assertThat(Loading.problems(with(keys)))
        .singleElement()
        .asString()
        .matches(
            line -> line.replaceFirst("line [0-9]+", "line @").equals("server.cors." + problem));
  }

  private static String with(String keys) {
    return Loading.withTop("server: { cors: { " + keys + " } }");
  }
}
