package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeConsole;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the page are served. */
final class PageFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/tributary/console");
  private final ServedConsole console = new ServedConsole(ConsoleFiles::endpoints);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void everyFileOfThePageIsServedAsItIs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).hasSizeGreaterThan(20);
      for (String name : names) {
        Answer file = console.get(name.equals("index.html") ? "/" : "/console/" + name);
        assertThat(file.status()).as(name).isEqualTo(200);
        assertThat(file.body()).as(name).isEqualTo(FakeConsole.resource(name));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,                    text/html; charset=utf-8",
    "/console/main.js,     text/javascript; charset=utf-8",
    "/console/console.css, text/css; charset=utf-8",
    "/console/icon.svg,    image/svg+xml; charset=utf-8"
  })
  void everyFileHasItsTypeAndTheRulesOfThePage(String path, String type) throws IOException {
    Answer file = console.get(path);
    assertThat(file.header("content-type")).isEqualTo(type);
    assertThat(file.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(file.header("referrer-policy")).isEqualTo("no-referrer");
  }

  @Test
  void aFileIsSentAgainOnlyIfItHasChanged() throws IOException {
    Answer first = console.get("/console/main.js");
    assertThat(first.header("cache-control")).isEqualTo("no-cache");
    String tag = first.header("etag");
    Answer second = console.get("/console/main.js", ServedConsole.KNOWN + tag);
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.header("etag")).isEqualTo(tag);
    assertThat(second.body()).isEmpty();
    assertThat(console.get("/console/dom.js", "if-none-match: " + tag).status()).isEqualTo(200);
  }

  @Test
  void headHasTheLengthAndNoBody() throws IOException {
    Answer head = console.send("HEAD", "/", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length"))
        .isEqualTo(String.valueOf(Files.size(FOLDER.resolve("index.html"))));
  }

  @Test
  void filesCannotBePosted() throws IOException {
    assertThat(console.post("/", "x").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console",
        "/console/index.html",
        "/console/nothing.js",
        "/console/../main.js",
        "/console/%2e%2e/ops/Exchange.class",
        "/console/Console.class",
        "/console/main.js/",
        "//console/main.js",
        "/index.html"
      })
  void whatIsNoFileOfThePageIsNotFound(String path) throws IOException {
    assertThat(console.get(path).status()).isEqualTo(404);
  }
}
