package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which links to traces are taken: those that a browser opens as a page of another site. */
final class TraceLinkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://traces.example/trace/{traceId}",
        "HTTP://localhost:16686/trace/{traceId}?uiFind={traceId}#{traceId}",
        "http://[::1]:3000/explore?left=%7B%22query%22:%22{traceId}%22%7D&orgId=1",
        "https://traces.example?id={traceId}",
      })
  void takesUrlsWithThePlaceOfTheId(String link) {
    assertThat(Loading.config(yaml(link)).tracing().link()).contains(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert('{traceId}')",
        "ftp://traces.example/{traceId}",
        "//traces.example/{traceId}",
        "traces.example/{traceId}",
        "https://{traceId}.example/",
        "https://{traceId}/",
        "https:///trace/{traceId}",
        "https://user:secret@traces.example/{traceId}",
        "https://traces.example/a b/{traceId}",
        "https://traces.example/<{traceId}>",
      })
  void refusesWhatIsNoLinkToAPageAndDoesNotRepeatIt(String link) {
    assertThat(Loading.problems(yaml(link)))
        .singleElement()
        .asString()
        .startsWith(
            "tracing.link (line 1): must be a URL such as https://traces.example/trace/{traceId}")
        .doesNotContain("secret");
  }

  private static String yaml(String link) {
    return Loading.withTop("tracing: { link: \"" + link + "\" }");
  }
}
