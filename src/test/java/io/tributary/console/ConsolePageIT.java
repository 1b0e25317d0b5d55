package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.support.Browser;
import io.tributary.support.Eventually;
import io.tributary.support.FakeConsole;
import io.tributary.support.Patience;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The console's page in a real Chromium, before a server that the test plays. Skipped where
 * Chromium or chromedriver is missing.
 */
class ConsolePageIT {
  private static final String CUSTOMERS =
      "aggregates/%2Faggregate%2Fcustomers%2F%7BuserId%7D"; // as the page's own links say it
  private static final List<String> VIEWS =
      List.of("requests", "requests/808", "backends", "aggregates", CUSTOMERS, "configuration");

  private static Browser browser;
  private FakeConsole console;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    console = FakeConsole.below("/");
    browser.resize(1600, 1000);
    browser.scheme("light");
    var _ = browser.complaints();
  }

  @AfterEach
  void stop() {
    browser.open("about:blank");
    console.close();
  }

  private void open(String place) {
    browser.open(console.url() + "#" + place);
    browser.awaits("document.body.dataset.connection === 'live'");
  }

  @Test
  void theHeaderSaysWhetherTheServiceIsWellAndWhatItDoes() {
    open("requests");
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
  void requestsAreRowsWithASmallWaterfall() {
    open("requests");
    browser.shows("tbody tr", 22);
    browser.shows("tbody tr:first-child", "complete", "GET /aggregate", "183 ms", "19 KiB");
    browser.shows("tbody tr.partial", "partial", "products: bad status 500");
    browser.shows("tbody tr.failed", "504", "orders: timed out");
    assertThat(browser.count("tbody tr:first-child svg rect")).isEqualTo(3);
    assertThat(browser.value("document.querySelector('tbody svg').getAttribute('aria-label')"))
        .isEqualTo("users 0.4 ms to 124 ms, orders 0.4 ms to 183 ms, products 0.4 ms to 86 ms");
  }

  @Test
  void anOpenedRequestIsAWaterfallAndTheSentence() {
    open("requests");
    browser.click("tbody tr:first-child a");
    browser.shows(".opened h3", "183 ms together, 392 ms one after another");
    browser.shows(".opened", "complete, 200", "waiting for the first byte 175 ms", "10.0.0.4");
    browser.shows(".waterfall li.critical", "orders", "critical");
    assertThat(browser.count(".waterfall li.critical")).isEqualTo(1);
    browser.shows(".legend", "checking the JSON", "on the critical path");
    assertThat(widths("figure:first-of-type .piece")).isEqualTo(List.of(316L, 466L, 218L));
    assertThat(widths("figure:last-of-type .piece")).isEqualTo(List.of(316L, 466L, 218L));
    assertThat(browser.value("document.querySelector('figure .end').style.left"))
        .asString()
        .startsWith("46.7");
  }

  /** Of 1000 that all bars are wide together. */
  private static Object widths(String bars) {
    return browser.value(
        """
        (([...bars]) => {
          const widths = bars.map((bar) => Number.parseFloat(bar.style.width));
          const all = widths.reduce((sum, width) => sum + width, 0);
          return widths.map((width) => Math.round((1000 * width) / all));
        })(document.querySelectorAll(arguments[0]))\
        """,
        bars);
  }

  @Test
  void aPartShowsItsReasonAndEveryTry() {
    open("requests/808");
    browser.shows(".waterfall", "✕ bad status 500", "the backend answered 500", "connecting, TLS");
    browser.shows(".waterfall", "try 1", "reused connection · no response");
    browser.shows(".waterfall", "try 2", "new connection · status 500");
    assertThat(browser.count(".of-try .track")).isEqualTo(2);
  }

  @Test
  void aRequestIsCopiedAsCurlAndItsTraceIsLinked() {
    open("requests/811");
    browser.shows(".opened", "Open the trace");
    assertThat(browser.value("document.querySelector('.opened a.button').href"))
        .isEqualTo("https://tempo.example/trace/" + traceId(811));
    var _ =
        browser.value("navigator.clipboard.writeText = async (text) => { window.copied = text; }");
    browser.click(".opened .actions button");
    browser.shows(".opened .actions", "Copied");
    assertThat(browser.value("window.copied"))
        .isEqualTo(
            "curl -i 'http://localhost:8080/aggregate/customers/u1?limit=5' -H 'X-Tenant: …'");
  }

  private String traceId(int seq) {
    try {
      return console.request(seq).get("traceId").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLiveUpdateAppearsUnlessPaused() throws IOException {
    open("requests/812");
    sendRequests(900, 1);
    browser.shows("tbody tr", 23);
    browser.click("#pause");
    sendRequests(901, 3);
    browser.shows("#pause", "Resume (3 new)");
    assertThat(browser.count("tbody tr")).isEqualTo(23);
    browser.click("#pause");
    browser.shows("tbody tr", 26);
    browser.shows(".opened h3", "183 ms together");
  }

  private void sendRequests(int firstSeq, int count) throws IOException {
    ObjectNode request = console.request(812).deepCopy();
    String all =
        IntStream.range(firstSeq, firstSeq + count)
            .mapToObj(seq -> request.put("seq", seq).toString())
            .collect(Collectors.joining(",", "[", "]"));
    console.send("requests", all);
  }

  @Test
  void ofManyRequestsTheNewestStayAndTheFailedOnes() throws IOException {
    open("requests");
    for (int batch = 0; batch < 40; batch++) {
      sendRequests(1000 + 20 * batch, 20);
    }
    browser.awaits("document.querySelector('tbody a').getAttribute('href') === '#requests/1799'");
    browser.shows("tbody tr", 500);
    assertThat(browser.count("tbody tr.failed")).isEqualTo(2);
    assertThat(browser.count("tbody .slow")).isEqualTo(3);
  }

  @Test
  void aFilterFiltersAndItsLinkCanBeShared() {
    open("requests");
    choose("outcome", "failed");
    browser.shows("tbody tr", 2);
    choose("aggregate", "/aggregate/customers/{userId}");
    browser.shows(".list .empty", "No request matches the filter.");
    choose("outcome", "");
    browser.shows("tbody tr", 6);
    String shared = (String) browser.value("location.href");
    browser.open(shared);
    browser.shows("tbody tr", 6);
    browser.click(".filter .clear");
    browser.shows("tbody tr", 22);
    choose("since", "60");
    browser.shows("tbody tr", 18);
    choose("since", "");
    browser.type(".filter [name=slower]", "800");
    browser.shows("tbody tr", 3);
    browser.click(".filter .clear");
    browser.type(".filter [name=id]", traceId(640).substring(0, 9));
    browser.shows("tbody tr", 1);
    choose("order", "slowest");
    browser.click(".filter .clear");
    choose("order", "slowest");
    browser.shows("tbody tr:first-child", "1,823 ms");
  }

  private static void choose(String filter, String value) {
    var _ =
        browser.value(
            """
            ((field) => {
              field.value = arguments[1];
              field.dispatchEvent(new Event('input', { bubbles: true }));
            })(document.querySelector(`.filter [name=${arguments[0]}]`))\
            """,
            filter,
            value);
  }

  @Test
  void theKeyboardIsEnough() {
    open("requests");
    browser.shows("tbody tr", 22);
    browser.press(Keys.TAB);
    assertThat(focused()).isEqualTo("Skip to the content");
    browser.press(Keys.TAB);
    assertThat(focused()).contains("Pause");
    browser.press(Keys.TAB, Keys.TAB);
    assertThat(focused()).isEqualTo("Backends");
    assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    for (int field = 0; field < 8; field++) { // two tabs and six filters
      browser.press(Keys.TAB);
    }
    browser.press(Keys.TAB);
    assertThat(browser.value("document.activeElement.getAttribute('href')"))
        .isEqualTo("#requests/812");
    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ENTER);
    browser.shows(".opened h2", "GET /aggregate/customers/u1?limit=5");
    browser.awaits("document.activeElement.classList.contains('opened')");
    browser.press(Keys.ESCAPE);
    browser.shows(".opened", "");
    browser.awaits("location.hash === '#requests'");
    assertThat(browser.value("document.activeElement.getAttribute('href')"))
        .isEqualTo("#requests/811");
  }

  private static String focused() {
    return (String) browser.value("document.activeElement.innerText");
  }

  @Test
  void backendsShowHowTheyAreAndWhyTheyFailed() {
    open("backends");
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
    open("aggregates");
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
    open(CUSTOMERS);
    browser.click(".ask .primary");
    assertThat(console.asked()).as("a required field is empty").isEmpty();
    browser.type(".ask [name=userId]", "u/1 ü");
    browser.type(".ask [name=tenant]", "a");
    browser.shows(".ask code", "GET /aggregate/customers/u%2F1%20%C3%BC?sort=newest");
    browser.click(".ask .actions button:last-child");
    browser.shows(
        ".ask pre",
        "nothing is sent: console/explain?method=GET&url=%2Faggregate%2Fcustomers%2Fu%252F1%2520%25C3%25BC",
        "&header=X-Tenant%3A+a");
    browser.click(".ask .primary");
    browser.shows(".ask .result", "200", "aggregate-complete: true", "its waterfall");
    assertThat(console.asked())
        .containsExactly(
            "{\"method\":\"GET\",\"url\":\"/aggregate/customers/u%2F1%20%C3%BC?sort=newest\","
                + "\"headers\":{\"X-Tenant\":\"a\"}}");
  }

  @Test
  void whatIsTypedSurvivesAnUpdate() {
    open(CUSTOMERS);
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
    open(CUSTOMERS);
    browser.shows(".ask", "Explain, send nothing");
    assertThat(browser.count(".ask .primary")).isZero();
  }

  @Test
  void theConfigurationShowsWhatTheLastReloadDid() {
    open("configuration");
    browser.shows(".configuration", "config/tributary.yaml", "backends.users.timeout", "1200ms");
    browser.shows(".problem", "was refused", "must be a duration such as 800ms");
    browser.shows(".configuration", "In force only after a restart: server.port");
    browser.shows(".yaml", "Authorization: …");
  }

  @Test
  void everyViewFitsIntoNarrowAndWideWindows() {
    for (int width : List.of(360, 700, 1100, 1600)) {
      browser.resize(width, 800);
      for (String view : VIEWS) {
        open(view);
        browser.awaits("document.querySelector('main').innerText.length > 40");
        assertThat((long) browser.value("document.documentElement.scrollWidth"))
            .as("%s in %d px", view, width)
            .isLessThanOrEqualTo(width);
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void textOfClientsAndBackendsIsNeverMarkup() {
    String evil = "<img src=x onerror=window.ran=1>";
    console.state(
        console
            .state()
            .replace("\"the backend answered 500\"", "\"" + evil + "\"")
            .replace("/aggregate/customers/u1?limit=5", "/aggregate/" + evil)
            .replace("\"name\": \"users\"", "\"name\": \"" + evil + "\"")
            .replace("\"requestId\": \"", "\"requestId\": \"" + evil)
            .replace("\"method\": \"GET\"", "\"method\": \"" + evil + "\"")
            .replace("\"maxLength 64\"", "\"" + evil + "\"")
            .replace("\"1200ms\"", "\"" + evil + "\"")
            .replace("https://tempo.example", "javascript:window.ran=1//"));
    for (String view : VIEWS) {
      open(view);
      browser.shows("main", evil);
      assertThat(browser.count("main img, main [onerror], main [href^='javascript']")).isZero();
      assertThat(browser.value("window.ran")).isNull();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aLostConnectionIsShownAndComesBack() throws IOException {
    open("requests");
    console.goDown();
    browser.shows("#header", "Connection lost, trying again.");
    console.state(console.state().replace("\"generation\": 3,", "\"generation\": 7,"));
    console.comeBack();
    browser.shows("#header", "Ready", "generation 7");
    sendRequests(950, 1);
    browser.awaits("document.querySelector('tbody a').getAttribute('href') === '#requests/950'");
  }

  @Test
  void whatAReconnectedPageAlreadyShowsIsNotNew() throws IOException {
    open("requests");
    browser.click("#pause");
    console.goDown();
    browser.shows("#header", "Connection lost, trying again.");
    console.comeBack();
    browser.shows("#header", "Ready");
    sendRequests(950, 2);
    browser.shows("#pause", "Resume (2 new)");
    browser.shows("tbody tr", 22);
  }

  @Test
  void aLinkToARequestThatIsNotKeptSaysSo() {
    open("requests/7");
    browser.shows(".opened", "This request is no longer kept.");
    browser.click(".opened .close");
    browser.awaits("location.hash === '#requests'");
  }

  @Test
  void aServiceThatStartedAgainCountsItsRequestsAgain() throws IOException {
    open("requests");
    console.goDown();
    console.state(
        console
            .state()
            .replace("\"startedAt\": ", "\"startedAt\": 1")
            .replace("\"seq\": ", "\"seq\": 1"));
    console.comeBack();
    browser.awaits("document.querySelector('tbody a').getAttribute('href') === '#requests/1812'");
    browser.shows("tbody tr", 22);
  }

  @Test
  void aHiddenPageAsksForNothing() {
    open("requests");
    hide(true);
    browser.awaits("document.hidden");
    var _ =
        Eventually.holds(
            Patience.HANG,
            () -> {
              console.send("status", "{}");
              return console.readers() == 0;
            });
    assertThat(console.readers()).isZero();
    hide(false);
    assertThat(Eventually.holds(Patience.HANG, () -> console.readers() == 1))
        .isLessThan(Patience.HANG);
  }

  private static void hide(boolean hidden) {
    var _ =
        browser.value(
            """
            (() => {
              Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            })()\
            """,
            hidden);
  }

  @Test
  void thePageWorksBelowThePathOfAProxy() throws IOException {
    try (FakeConsole proxied = FakeConsole.below("/ops/tributary/")) {
      browser.open(proxied.url() + "#" + CUSTOMERS);
      browser.shows(".about h2", "/aggregate/customers/{userId}");
      browser.type(".ask [name=userId]", "u1");
      browser.click(".ask .primary");
      browser.shows(".ask .result", "200");
      browser.open(proxied.url() + "#requests/812");
      browser.shows(".opened h3", "183 ms together");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void coloursHaveEnoughContrastInBothSchemes() {
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      open("requests");
      for (String back : List.of("page", "panel", "raised")) {
        for (String text : List.of("text", "quiet", "accent", "good", "warn", "bad")) {
          assertThat(contrast(text, back))
              .as("%s %s on %s", scheme, text, back)
              .isGreaterThanOrEqualTo(4.5);
        }
      }
      for (String drawn : List.of("blue", "teal", "orange", "violet", "grey")) {
        assertThat(contrast(drawn, "panel")).as("%s %s", scheme, drawn).isGreaterThanOrEqualTo(3.0);
      }
    }
  }

  /** The contrast of two named colours of the page, by WCAG 2. */
  private static double contrast(String front, String back) {
    return ((Number)
            browser.value(
                """
                ((...names) => {
                  const light = names.map((name) => {
                    const probe = document.body.appendChild(document.createElement('i'));
                    probe.style.color = `var(--${name})`;
                    const [r, g, b] = getComputedStyle(probe).color.match(/[0-9.]+/g).map((part) => {
                      const share = part / 255;
                      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                    });
                    probe.remove();
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
                  });
                  return Math.max(...light) / Math.min(...light);
                })(arguments[0], arguments[1])\
                """,
                front,
                back))
        .doubleValue();
  }
}
