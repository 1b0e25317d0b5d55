package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Browser;
import io.tributary.support.FakeConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's header and its views of backends, aggregates and the configuration. */
class ConsoleViewsIT {
  @RegisterExtension static final ConsolePage PAGE = new ConsolePage();

  private final Browser browser = PAGE.browser();
  private final FakeConsole console = PAGE.console();

  @Test
  void theHeaderSaysWhetherTheServiceIsWellAndWhatItDoes() {
    PAGE.open("requests");
    browser.shows(
        "#header", "Ready", "version 1.0.0", "Java 25.0.1", "up 1 h 38 min", "generation 3");
    browser.shows(".tiles", "212", "limit 350, at most 1,000", "Latency p99", "480 of 10,000");
    assertThat(browser.count(".tiles svg.sparkline[aria-label]")).isEqualTo(3);
    console.send(
        "status",
        """
        {"time": 1764215901000, "ready": false, "readiness": "not ready: every transform worker is stuck",\
         "version": "1.0.0", "java": "25.0.1", "startedAt": 1764210000000, "generation": 4,\
         "generationSince": 1764215900000, "inFlight": 349, "limit": 350, "maxInFlight": 1000,\
         "connections": 1, "maxConnections": 10, "bytes": 0, "maxBytes": 1, "heap": 1, "maxHeap": 2,\
         "seconds": [{"t": 1764215901, "requests": 7, "failed": 2, "p50": 3.25, "p99": 9}]}\
        """);
    browser.shows("#header", "Not ready: every transform worker is stuck", "generation 4", "349");
    browser.shows(".tiles", "2 failed", "3.3 ms", "9.0 ms");
    assertThat(browser.value("document.title")).asString().startsWith("Not ready");
  }

  @Test
  void backendsShowHowTheyAreAndWhyTheyFailed() {
    PAGE.open("backends");
    browser.shows(".card:nth-child(2)", "orders", "slowest", "712 ms", "2, 64 streams", "http/2");
    browser.shows(".card:nth-child(2)", "127.0.0.1:8082, [::1]:8082", "64 of 256 calls");
    browser.shows(".card:nth-child(2)", "timed out 17 times", "no complete response in time");
    browser.shows(".card:nth-child(3)", "breaker open", "bad status 5 times");
    browser.click(".card:nth-child(3) .failures a");
    browser.shows("tbody tr", 1);
    browser.shows("tbody tr", "products: bad status 500");
  }

  @Test
  void anAggregateShowsItsPlanWithMedians() {
    PAGE.open("aggregates");
    browser.click(".routes a:last-child");
    browser.shows(".about h2", "/aggregate/customers/{userId}");
    assertThat(browser.value("document.querySelector('.plan').getAttribute('aria-label')"))
        .isEqualTo(
            "Plan: user at once, median 61 ms; orders at once, median 93 ms;"
                + " products after orders, median 70 ms");
    assertThat(browser.value("document.querySelector('.plan').textContent"))
        .asString()
        .contains("61 ms", "93 ms", "70 ms", "products · decides 87 %");
    browser.shows(".plain", "/products{?ids}", "87 %");
  }

  @Test
  void anAggregateIsExplainedAndAsked() {
    PAGE.open(ConsolePage.CUSTOMERS);
    browser.click(".ask .primary");
    assertThat(console.asked()).as("a required field is empty").isEmpty();
    browser.type(".ask [name=userId]", "u/1 ü");
    browser.type(".ask [name=tenant]", "a");
    browser.shows(".ask code", "GET /aggregate/customers/u%2F1%20%C3%BC?sort=newest");
    browser.click(".ask .actions button:last-child");
    browser.shows(
        ".ask pre",
        "nothing is sent:"
            + " console/explain?method=GET&url=%2Faggregate%2Fcustomers%2Fu%252F1%2520%25C3%25BC",
        "&header=X-Tenant%3A+a");
    browser.click(".ask .primary");
    browser.shows(".ask .result", "200", "aggregate-complete: true", "its waterfall");
    assertThat(console.asked())
        .containsExactly(
            "{\"method\":\"GET\",\"url\":\"/aggregate/customers/u%2F1%20%C3%BC?sort=newest\","
                + "\"headers\":{\"X-Tenant\":\"a\"}}");
  }

  @Test
  void aDocumentIsTypedAndSent() {
    console.state(console.state().replace("\"method\": \"GET\"", "\"method\": \"POST\""));
    PAGE.open("aggregates");
    browser.shows(".ask code", "POST /aggregate");
    browser.type(".ask [name=body]", " ");
    browser.click(".ask .primary");
    browser.shows(".ask .result", "200");
    assertThat(console.asked())
        .containsExactly(
            "{\"method\":\"POST\",\"url\":\"/aggregate\",\"headers\":{},\"body\":\"{} \"}");
  }

  @Test
  void whatIsTypedSurvivesAnUpdate() {
    PAGE.open(ConsolePage.CUSTOMERS);
    browser.type(".ask [name=userId]", "u1");
    console.send("aggregates", aggregates().replace("\"p50\": 61.0", "\"p50\": 65.0"));
    browser.shows(".about .plain", "65 ms");
    assertThat(browser.value("document.querySelector('.ask [name=userId]').value")).isEqualTo("u1");
    assertThat(browser.value("document.activeElement.name")).isEqualTo("userId");
  }

  private String aggregates() {
    String from = console.state().substring(console.state().indexOf("\"aggregates\": ") + 14);
    return from.substring(0, from.indexOf("\"configuration\""))
        .strip()
        .replaceFirst(",$", "")
        .replace("\n", " ");
  }

  @Test
  void whereAskingIsOffNothingCanBeSent() {
    console.state(console.state().replace("\"ask\": true", "\"ask\": false"));
    PAGE.open(ConsolePage.CUSTOMERS);
    browser.shows(".ask", "Explain, send nothing");
    assertThat(browser.count(".ask .primary")).isZero();
  }

  @Test
  void aBadgeMovesNothingAndOnlyThePageScrolls() {
    console.state(
        console.state().replaceAll("\"breaker\": \"(closed|open)\"", "\"breaker\": \"none\""));
    PAGE.open("backends");
    browser.shows(".card:nth-child(2)", "slowest");
    assertThat(
            browser.value(
                "new Set([...document.querySelectorAll('.card > header')]"
                    + ".map((header) => header.getBoundingClientRect().height)).size"))
        .as("different heights of headers")
        .isEqualTo(1L);
    PAGE.open("configuration");
    browser.shows(".yaml", "aggregates:");
    assertThat(
            browser.value(
                "(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)"
                    + "(document.querySelector('.yaml'))"))
        .as("a scroll bar inside of the page's")
        .isEqualTo(false);
  }

  @Test
  void theHeadsOfAllColumnsHaveOneFont() {
    PAGE.open("requests");
    browser.shows("tbody tr", 22);
    assertThat(
            browser.value(
                "new Set([...document.querySelectorAll('.requests th')]"
                    + ".map((head) => getComputedStyle(head).fontFamily)).size"))
        .isEqualTo(1L);
  }

  @Test
  void theConfigurationShowsWhatTheLastReloadDid() {
    PAGE.open("configuration");
    browser.shows(".configuration", "config/tributary.yaml", "backends.users.timeout", "1200ms");
    browser.shows(".problem", "was refused", "must be a duration such as 800ms");
    browser.shows(".configuration", "In force only after a restart: server.port");
    browser.shows(".yaml", "Authorization: …");
  }
}
