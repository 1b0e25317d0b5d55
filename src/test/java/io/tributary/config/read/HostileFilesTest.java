package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.ConfigException;
import io.tributary.support.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault 166: files that nobody wrote on purpose, and files that somebody did. */
@Timeout(Patience.HANG_SECONDS)
class HostileFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://h        | must start with http:// or https://
          file:///etc    | must start with http:// or https://
          http://u:p@h   | user
          http://        | host
          http://h:0     | port
          http://h:99999 | port
          http://h?q=1   | query
          """)
  @DisplayName("fault 166: URLs that are no origin")
  void refusesUrls(String url, String word) {
    assertThat(Loading.problems(Loading.withUrl('"' + url + '"')))
        .singleElement()
        .asString()
        .startsWith("backends.users.url (line 3): ")
        .containsIgnoringCase(word);
  }

  @ParameterizedTest
  @CsvSource({
    "deadline: -1s",
    "deadline: 99999999999999999999s",
    "deadline: 1e9s",
    "deadline: ''",
    "server: { maxInFlight: -1 }",
    "server: { maxInFlight: 99999999999999999999 }",
    "server: { port: -1 }",
    "server: { port: 1.5 }"
  })
  @DisplayName("fault 166: numbers that are negative or huge")
  void refusesNumbers(String line) {
    String yaml =
        line.startsWith("deadline")
            ? Loading.valid().replaceFirst("deadline: 2s", line)
            : Loading.withTop(line);
    assertThat(Loading.problems(yaml)).singleElement().asString().contains("(line 1)");
  }

  @Test
  @DisplayName(
      "fault 166: a file that was written in part, cut at every byte, never hangs or throws")
  void survivesEveryCut() {
    String yaml = Loading.valid();
    for (int end = 0; end < yaml.length(); end++) {
      List<String> _ = Loading.problems(yaml.substring(0, end));
    }
    assertThat(Loading.problems(yaml.substring(0, yaml.indexOf("aggregates"))))
        .containsExactly("aggregates (line 1): is missing");
  }

  @Test
  @DisplayName("fault 166: 10 MB, no text, no right to read")
  void refusesFiles() throws Exception {
    Path file = folder.resolve("a.yaml");
    Files.write(file, new byte[10 << 20]);
    assertThat(refused(file)).isEqualTo(file + ": is larger than 1 MiB");
    Files.write(file, "a: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(file)).isEqualTo(file + " (line 1): is not UTF-8");
    Files.write(file, new byte[] {'a', ':', ' ', 0, 1, 2});
    assertThat(refused(file)).contains("has a character that YAML does not allow");
  }

  @Test
  @DisplayName("fault 166: a symbolic link that is swapped, as a ConfigMap's is")
  void readsWhatALinkNamesNow() throws Exception {
    Path old = Files.writeString(folder.resolve("old"), Loading.valid());
    Path next = Files.writeString(folder.resolve("new"), Loading.valid().replace("2s", "3s"));
    Path link = Files.createSymbolicLink(folder.resolve("tributary.yaml"), old);
    assertThat(Loading.loader(Map.of()).load(link).deadline()).hasSeconds(2);
    Files.move(
        Files.createSymbolicLink(folder.resolve("..tmp"), next),
        link,
        StandardCopyOption.ATOMIC_MOVE);
    assertThat(Loading.loader(Map.of()).load(link).deadline()).hasSeconds(3);
  }

  private static String refused(Path file) {
    try {
      return "accepted: " + Loading.loader(Map.of()).load(file);
    } catch (ConfigException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
