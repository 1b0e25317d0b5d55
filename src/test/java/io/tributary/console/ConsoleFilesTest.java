package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's files promise without a browser: no way to markup, nothing from elsewhere. */
final class ConsoleFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/tributary/console");
  private static final int LINES = 250;
  private static final long BYTES = 90_000;

  @Test
  void noScriptCanMakeMarkupOrCodeOfText() throws IOException {
    for (Path script : files(".js")) {
      assertThat(Files.readString(script))
          .as(script.toString())
          .doesNotContain(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "document.write",
              "createContextualFragment",
              "DOMParser",
              "srcdoc",
              "eval(",
              "new Function",
              "javascript:");
    }
  }

  @Test
  void thePageHasNoInlineScriptAndNoInlineStyle() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("index.html")))
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", "style=")
        .doesNotContainPattern("\\son\\w+=");
  }

  @Test
  void everyAddressIsRelative() throws IOException {
    Pattern absolute = Pattern.compile("(?:src|href|url|fetch|EventSource|from)[=(\\s]+[\"']/");
    for (Path file : files("")) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(absolute);
    }
  }

  @Test
  void everyImportedFileIsThere() throws IOException {
    Pattern imported = Pattern.compile("from '\\./([^']+)'");
    for (Path script : files(".js")) {
      List<Path> names =
          imported
              .matcher(Files.readString(script))
              .results()
              .map((MatchResult result) -> FOLDER.resolve(result.group(1)))
              .toList();
      assertThat(names).as(script.toString()).allMatch(Files::exists);
    }
  }

  @Test
  void everyScriptIsShortAndThePageIsSmall() throws IOException {
    long bytes = 0;
    for (Path file : files("")) {
      bytes += Files.size(file);
    }
    for (Path script : files(".js")) {
      assertThat(Files.readAllLines(script)).as(script.toString()).hasSizeLessThan(LINES);
    }
    assertThat(bytes).isLessThan(BYTES);
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
