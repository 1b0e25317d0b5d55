package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.support.Browser;
import io.tributary.support.Eventually;
import io.tributary.support.FakeConsole;
import io.tributary.support.Patience;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the console does with live updates, and without a connection. */
class ConsoleUpdatesIT {
  @RegisterExtension static final ConsolePage PAGE = new ConsolePage();

  private final Browser browser = PAGE.browser();
  private final FakeConsole console = PAGE.console();

  @Test
  void aLiveUpdateAppearsUnlessPaused() throws IOException {
    PAGE.open("requests/812");
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

  @Test
  void ofManyRequestsTheNewestStayAndTheFailedOnes() throws IOException {
    PAGE.open("requests");
    for (int batch = 0; batch < 40; batch++) {
      sendRequests(1000 + 20 * batch, 20);
    }
    browser.awaits("document.querySelector('tbody a').getAttribute('href') === '#requests/1799'");
    browser.shows("tbody tr", 500);
    assertThat(browser.count("tbody tr.failed")).isEqualTo(2);
    assertThat(browser.count("tbody .slow")).isEqualTo(3);
  }

  @Test
  void aLostConnectionIsShownAndComesBack() throws IOException {
    PAGE.open("requests");
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
    PAGE.open("requests");
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
  void aServiceThatStartedAgainCountsItsRequestsAgain() throws IOException {
    PAGE.open("requests");
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
    PAGE.open("requests");
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

  private void hide(boolean hidden) {
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
      browser.open(proxied.url() + "#" + ConsolePage.CUSTOMERS);
      browser.shows(".about h2", "/aggregate/customers/{userId}");
      browser.type(".ask [name=userId]", "u1");
      browser.click(".ask .primary");
      browser.shows(".ask .result", "200");
      browser.open(proxied.url() + "#requests/812");
      browser.shows(".opened h3", "183 ms together");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private void sendRequests(int firstSeq, int count) throws IOException {
    ObjectNode request = console.request(812).deepCopy();
    String all =
        IntStream.range(firstSeq, firstSeq + count)
            .mapToObj(seq -> request.put("seq", seq).toString())
            .collect(Collectors.joining(",", "[", "]"));
    console.send("requests", all);
  }
}
