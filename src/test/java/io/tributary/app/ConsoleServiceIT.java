package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Browser;
import io.tributary.support.StubServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of the running service before the shipped stubs, in a real Chromium. */
class ConsoleServiceIT {
  private static final String CUSTOMERS = "aggregates/%2Faggregate%2Fcustomers%2F%7BuserId%7D";
  private static final String EVIL = "%3Cimg%20src=x%20onerror=window.ran=1%3E";

  @TempDir static Path folder = Path.of("");

  private static Browser browser;
  private static StubServer users;
  private static StubServer orders;
  private static StubServer products;
  private static ReloadingService service;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    users = StubServer.start("users");
    orders = StubServer.start("orders");
    products = StubServer.start("products");
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(
        file,
        """
        server: { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0, console: { ask: true } }
        shutdown: { linger: 0s, drain: 5s }
        tracing: { link: "https://traces.example/trace/{traceId}" }
        deadline: 60s
        backends:
          users: { url: "%s", timeout: 40s, headers: { X-Key: c4nary } }
          orders: { url: "%s" }
          products: { url: "%s" }
        aggregates:
          /aggregate:
            parts:
              users: { backend: users, path: /users }
              orders: { backend: orders, path: /orders }
              products: { backend: products, path: /products }
          /aggregate/customers/{userId}:
            inputs: { userId: { maxLength: 64 } }
            parts:
              user: { backend: users, path: "/users/{userId}", required: true }
              orders: { backend: orders, path: "/orders{?userId}" }
              products:
                backend: products
                path: "/products{?ids}"
                with: { ids: { each: /orders/*/lines/*/productId } }
                chunk: 4
                default: []
        """
            .formatted(users.url(), orders.url(), products.url()));
    service = ReloadingService.start(file);
    service.service().ready();
    browser.resize(1600, 1000);
    for (int i = 0; i < 5; i++) {
      assertThat(service.get("/aggregate").statusCode()).isEqualTo(200);
    }
    assertThat(service.get("/aggregate/customers/u1").statusCode()).isEqualTo(200);
    assertThat(service.get("/aggregate/customers/" + EVIL).statusCode()).isEqualTo(502);
    assertThat(service.get("/" + EVIL + "?token=c4nary").statusCode()).isEqualTo(404);
  }

  @AfterAll
  static void stop() {
    if (service != null) { // else there is no browser
      service.close();
      List.of(users, orders, products).forEach(StubServer::close);
      browser.close();
    }
  }

  private static void open(String view) {
    browser.open("http://localhost:" + service.service().managementPort() + "/#" + view);
    browser.awaits("document.body.dataset.connection === 'live'");
  }

  @Test
  void requestsAreListedAndOneIsOpened() {
    open("requests");
    browser.shows("#header", "Ready", "generation");
    browser.shows("tbody", "complete", "GET /aggregate", "GET /aggregate/customers/u1", "404");
    browser.click("tbody tr.complete a");
    browser.shows(".opened h3", "together", "one after another");
    browser.shows(".waterfall li.critical", "critical");
    browser.shows(".opened", "Open the trace");
    assertThat(browser.text("body")).doesNotContain("c4nary");
  }

  @Test
  void aNewRequestArrivesWithoutAReload() throws Exception {
    open("requests");
    products.put("/__admin/scenarios/products/state", "{\"state\":\"failing\"}");
    assertThat(service.get("/aggregate").body()).contains("\"complete\":false");
    browser.shows("tbody tr.partial", "products: bad status 500");
    products.put("/__admin/scenarios/products/state", "{\"state\":\"Started\"}");
    open("backends");
    browser.shows("main", "users", "orders", "products", "bad status");
  }

  @Test
  void anAggregateIsExplainedAndAsked() {
    open(CUSTOMERS);
    browser.shows(".about h2", "/aggregate/customers/{userId}");
    browser.type(".ask [name=userId]", "u1");
    browser.click(".ask .actions button:last-child");
    browser.shows(".ask pre", "Aggregate  /aggregate/customers/{userId}", "After orders");
    browser.click(".ask .primary");
    browser.shows(".ask .result", "200", "Aggregate-Complete: true", "its waterfall");
    browser.click(".ask .result a");
    browser.shows(".opened h3", "together");
    browser.shows(".waterfall", "products", "call 1", "call 2");
  }

  @Test
  void theConfigurationShowsWhatAReloadChanged() throws Exception {
    Path file = folder.resolve("tributary.yaml");
    Files.writeString(file, Files.readString(file).replace("40s", "45s"));
    assertThat(service.reload()).isNotInstanceOf(Reloaded.Refused.class);
    open("configuration");
    browser.shows(".configuration", "backends.users.timeout", "40s", "45s");
    browser.shows(".yaml", "X-Key: …");
    assertThat(browser.text("body")).doesNotContain("c4nary");
  }

  @Test
  void everyViewFitsAndNothingIsMarkup() {
    for (int width : List.of(360, 1600)) {
      browser.resize(width, 800);
      for (String view :
          List.of("requests", "requests/1", "backends", "aggregates", CUSTOMERS, "configuration")) {
        open(view);
        browser.awaits("document.querySelector('main').innerText.length > 40");
        assertThat((long) browser.value("document.documentElement.scrollWidth"))
            .as("%s in %d px", view, width)
            .isLessThanOrEqualTo(width);
      }
    }
    browser.resize(1600, 1000);
    open("requests");
    browser.shows("tbody", "onerror=window.ran=1");
    assertThat(browser.value("window.ran")).isNull();
    assertThat(browser.count("main img")).isZero();
    assertThat(browser.complaints()).isEmpty();
  }
}
