package io.tributary.console;

import io.tributary.support.Browser;
import io.tributary.support.FakeConsole;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The console's page in a real Chromium: one browser for a class of tests, and for each test a
 * server that the test plays. Skipped where Chromium or chromedriver is missing.
 */
final class ConsolePage
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        AfterEachCallback,
        AfterAllCallback {
  /** The aggregate that has inputs, as the page's own links say it. */
  static final String CUSTOMERS = "aggregates/%2Faggregate%2Fcustomers%2F%7BuserId%7D";

  /** Every view, and a request whose part was tried twice. */
  static final List<String> VIEWS =
      List.of("requests", "requests/808", "backends", "aggregates", CUSTOMERS, "configuration");

  private @Nullable Browser browser;
  private @Nullable FakeConsole console;

  Browser browser() {
    return Objects.requireNonNull(browser);
  }

  FakeConsole console() {
    return Objects.requireNonNull(console);
  }

  /** Opens a view and waits until it is live. */
  void open(String place) {
    browser().open(console().url() + "#" + place);
    browser().awaits("document.body.dataset.connection === 'live'");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    browser = Browser.start();
  }

  @Override
  public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context)
      throws IOException {
    console = FakeConsole.below("/");
    browser().resize(1600, 1000);
    browser().scheme("light");
    var _ = browser().complaints();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    browser().open("about:blank");
    console().close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (browser != null) { // else it is not installed
      browser.close();
    }
  }
}
