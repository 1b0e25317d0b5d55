package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Browser;
import io.tributary.support.FakeConsole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The console for every reader: narrow, dark, by keyboard, and whatever text clients send. */
class ConsoleReadersIT {
  @RegisterExtension static final ConsolePage PAGE = new ConsolePage();

  private final Browser browser = PAGE.browser();
  private final FakeConsole console = PAGE.console();

  @Test
  void theKeyboardIsEnough() {
    PAGE.open("requests");
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

  private String focused() {
    return (String) browser.value("document.activeElement.innerText");
  }

  @Test
  void everyViewFitsIntoNarrowAndWideWindows() {
    for (int width : List.of(360, 700, 1100, 1600)) {
      browser.resize(width, 800);
      for (String view : ConsolePage.VIEWS) {
        PAGE.open(view);
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
            .replace("have at most 64 characters", evil)
            .replace("\"1200ms\"", "\"" + evil + "\"")
            .replace("https://tempo.example", "javascript:window.ran=1//"));
    for (String view : ConsolePage.VIEWS) {
      PAGE.open(view);
      browser.shows("main", evil);
      assertThat(browser.count("main img, main [onerror], main [href^='javascript']")).isZero();
      assertThat(browser.value("window.ran")).isNull();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void coloursHaveEnoughContrastInBothSchemes() {
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      PAGE.open("requests");
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
  private double contrast(String front, String back) {
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
