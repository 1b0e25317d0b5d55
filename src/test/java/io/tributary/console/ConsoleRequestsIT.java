package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Browser;
import io.tributary.support.FakeConsole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's requests: the list, its filters, and an opened one. */
class ConsoleRequestsIT {
  @RegisterExtension static final ConsolePage PAGE = new ConsolePage();

  private final Browser browser = PAGE.browser();
  private final FakeConsole console = PAGE.console();

  @Test
  void requestsAreRowsWithASmallWaterfall() {
    PAGE.open("requests");
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
    PAGE.open("requests");
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
  private Object widths(String bars) {
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
    PAGE.open("requests/808");
    browser.shows(".waterfall", "✕ bad status 500", "the backend answered 500", "connecting, TLS");
    browser.shows(".waterfall", "try 1", "reused connection · no response");
    browser.shows(".waterfall", "try 2", "new connection · status 500");
    assertThat(browser.count(".of-try .track")).isEqualTo(2);
  }

  @Test
  void eachOfSeveralCallsHasABar() {
    PAGE.open("requests/803");
    browser.shows(".waterfall", "item 1", "reused connection · status 200");
    browser.shows(".waterfall", "item 2", "failed: 500 · 127.0.0.1:8083");
    assertThat(browser.count(".of-try .track")).isEqualTo(2);
  }

  @Test
  void callsThatAreNotKeptAreCountedAndTheirTimeIsToo() {
    PAGE.open("requests/803");
    browser.shows(".waterfall", "and 7 more", "560 ms");
    browser.shows(".opened h3", "196 ms together, 887 ms one after another");
  }

  @Test
  void aRequestIsCopiedAsCurlAndItsTraceIsLinked() {
    PAGE.open("requests/811");
    browser.shows(".opened", "Open the trace");
    assertThat(browser.value("document.querySelector('.opened a.button').href"))
        .isEqualTo("https://tempo.example/trace/" + traceId(811));
    var _ =
        browser.value(
            "navigator.clipboard.writeText = async (text) => { window.copied = text; },"
                + " window.setTimeout = () => 0"); // so what the button says stays
    browser.click(".opened .actions button");
    browser.shows(".opened .actions", "Copied");
    assertThat(browser.value("window.copied"))
        .isEqualTo(
            "curl -i 'http://localhost:8080/aggregate/customers/u1?limit=5' -H 'X-Tenant: …'");
  }

  @Test
  void aLinkToARequestThatIsNotKeptSaysSo() {
    PAGE.open("requests/7");
    browser.shows(".opened", "This request is no longer kept.");
    browser.click(".opened .close");
    browser.awaits("location.hash === '#requests'");
  }

  @Test
  void aFilterFiltersAndItsLinkCanBeShared() {
    PAGE.open("requests");
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

  private void choose(String filter, String value) {
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

  private String traceId(int seq) {
    try {
      return console.request(seq).get("traceId").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
