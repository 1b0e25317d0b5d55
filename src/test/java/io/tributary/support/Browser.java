package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * An installed Chromium without a window. Nothing is downloaded: where Chromium or its driver is
 * missing, the test is skipped. Whatever is awaited may take as long as {@link Patience#HANG}.
 */
public final class Browser implements AutoCloseable {
  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts a browser. */
  public static Browser start() {
    Optional<Path> chromium = new Tool("chromium").find();
    Optional<Path> chromedriver = new Tool("chromedriver").find();
    assumeTrue(chromium.isPresent() && chromedriver.isPresent(), "no chromium with chromedriver");
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens the address in a page that knows nothing of the one before. */
  public void open(String url) {
    driver.get("about:blank");
    driver.get(url);
  }

  /** The size of the window, in CSS pixels, narrower than a real window can be. */
  public void resize(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** The scheme of colours that the reader prefers: {@code light} or {@code dark}. */
  public void scheme(String scheme) {
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    command("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  private void command(String name, Map<String, Object> parameters) {
    var _ = driver.executeCdpCommand(name, parameters);
  }

  /** The value of an expression; {@code arguments[0]} is the first argument. */
  public Object value(String expression, Object... arguments) {
    return driver.executeScript("return " + expression, arguments);
  }

  /** The text of the first element that matches, as a reader sees it; empty if there is none. */
  public String text(String selector) {
    return (String) value("document.querySelector(arguments[0])?.innerText ?? ''", selector);
  }

  /** How many elements match. */
  public long count(String selector) {
    return (long) value("document.querySelectorAll(arguments[0]).length", selector);
  }

  /** Waits until the first element that matches has each of these texts. */
  public void shows(String selector, String... texts) {
    await(() -> List.of(texts).stream().allMatch(text(selector)::contains));
    assertThat(text(selector)).contains(texts);
  }

  /** Waits until so many elements match. */
  public void shows(String selector, long expected) {
    await(() -> count(selector) == expected);
    assertThat(count(selector)).as(selector).isEqualTo(expected);
  }

  /** Waits until the expression is true. */
  public void awaits(String expression) {
    await(() -> Boolean.TRUE.equals(value(expression)));
    assertThat(value(expression)).as(expression).isEqualTo(true);
  }

  private static void await(Supplier<Boolean> condition) {
    var _ = Eventually.holds(Patience.HANG, condition::get);
  }

  /** Clicks the first element that matches, where a reader could. */
  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Types into the first element that matches. */
  public void type(String selector, CharSequence text) {
    driver.findElement(By.cssSelector(selector)).sendKeys(text);
  }

  /** Presses keys, wherever the focus is. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** What the browser complained about since the last call: errors, violations of the policy. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
