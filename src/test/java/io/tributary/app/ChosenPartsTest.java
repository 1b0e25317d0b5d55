package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that ask for some of the parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenPartsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /all:
              parts:
                a: { backend: b, path: /value/a }
                b: { backend: b, path: /value/b }
                bad: { backend: b, path: /status/500, required: true }
            /chain:
              parts:
                first: { backend: b, path: /value/one }
                second: { backend: b, path: "/value/{id}", with: { id: '.first[0] + "-2"' } }
                third: { backend: b, path: "/value/{id}", with: { id: '.second[0] + "-3"' } }
                other: { backend: b, path: /value/other }
            /broken:
              parts:
                first: { backend: b, path: /status/404, required: true, notFound: pass }
                second: { backend: b, path: "/value/{id}", with: { id: ".first[0]" } }
                other: { backend: b, path: /value/late }
            /fallen:
              parts:
                it: { backend: b, path: "/busy/503,3", fallback: other }
                other: { backend: b, path: /status/500 }
            /late:
              parts:
                first: { backend: b, path: /status/500 }
                second: { backend: b, path: "/value/{id}", with: { id: ".first[0]" } }
                slow: { backend: b, path: /hang, timeout: 50ms }
            /strict: { strictQuery: true, parts: { a: { backend: b, path: /value/a }, b: { backend: b, path: /value/b } } }
            /own:
              inputs: { parts: { required: true } }
              parts: { a: { backend: b, path: "/value/{parts}" }, b: { backend: b, path: /value/b } }
          """);

  ChosenPartsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void onlyTheChosenPartsAreCalledAndReturned() throws IOException {
    int before = scene.backendHeads().size();
    Answer answer = scene.get("/all?parts=b");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"b\":[\"b\"]},\"errors\":[]}");
    assertThat(answer.header("aggregate-complete")).isEqualTo("true");
    assertThat(answer.header("server-timing")).startsWith("b;dur=").doesNotContain("a;", "bad;");
    assertThat(paths(before)).containsExactly("/value/b");
  }

  @Test
  void theOrderIsThatOfTheConfiguration() throws IOException {
    assertThat(scene.get("/all?parts=b,a").body())
        .contains("\"data\":{\"a\":[\"a\"],\"b\":[\"b\"]}");
    assertThat(scene.get("/all?parts=b&parts=a").body())
        .contains("\"data\":{\"a\":[\"a\"],\"b\":[\"b\"]}");
    assertThat(scene.get("/all?parts=b%2Ca").body())
        .contains("\"data\":{\"a\":[\"a\"],\"b\":[\"b\"]}");
  }

  @Test
  void whatAChosenPartNeedsIsCalledButNotReturned() throws IOException {
    int before = scene.backendHeads().size();
    Answer answer = scene.get("/chain?parts=third");
    assertThat(answer.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"third\":[\"one-2-3\"]},\"errors\":[]}");
    assertThat(answer.header("server-timing")).contains("first;", "second;", "third;");
    assertThat(paths(before)).containsExactly("/value/one", "/value/one-2", "/value/one-2-3");
    assertThat(scene.get("/chain?parts=first,third").body())
        .contains("\"data\":{\"first\":[\"one\"],\"third\":[\"one-2-3\"]}");
  }

  @Test
  void completeIsAboutTheChosenOnes() throws IOException {
    assertThat(scene.get("/broken").status()).isEqualTo(404);
    Answer answer = scene.get("/broken?parts=second,other");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"complete\":false,\"data\":{\"second\":null,\"other\":[\"late\"]},\"errors\":[{\"part\":\"second\",\"reason\":\"dependency\"")
        .doesNotContain("\"first\"");
    assertThat(scene.get("/broken?parts=other").body()).contains("\"complete\":true");
    assertThat(scene.get("/broken?parts=second").status()).isEqualTo(502);
    assertThat(scene.get("/broken?parts=first").status()).isEqualTo(404);
  }

  @Test
  void theStatusIsAboutTheChosenOnesIfTheySayWhy() throws IOException {
    Answer refused = scene.get("/fallen?parts=it");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("retry-after")).isEqualTo("3");
    assertThat(scene.get("/late?parts=second,slow").status()).isEqualTo(504);
    assertThat(scene.get("/late?parts=second").status()).isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "/all?parts= `the query parameter parts has an empty name`",
        "/all?parts `the query parameter parts has an empty name`",
        "/all?parts=a, `the query parameter parts has an empty name`",
        "/all?parts=,a `the query parameter parts has an empty name`",
        "/all?parts=a,a `the query parameter parts repeats the name a`",
        "/all?parts=a&parts=a `the query parameter parts repeats the name a`",
        "/all?parts=a&parts= `the query parameter parts has an empty name`",
        "/all?parts=c `the aggregate has no part c`",
        "/all?parts=A,a `the aggregate has no part A`",
        "/all?parts=a+ `the aggregate has no part a+`",
        "/all?parts=x,%3Cb%3E,y `the aggregate has no part x, %3Cb%3E, y`",
        "/strict?parts=c `the aggregate has no part c`",
      })
  void aChoiceThatIsNotPossibleIs400(String target, String detail) throws IOException {
    int before = scene.backendHeads().size();
    Answer answer = scene.get(target);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
    assertThat(paths(before)).isEmpty();
  }

  @Test
  void strictQueryKnowsTheParameter() throws IOException {
    assertThat(scene.get("/strict?parts=b").body()).contains("\"data\":{\"b\":[\"b\"]}");
    assertThat(scene.get("/strict?parts=b&part=a").status()).isEqualTo(400);
  }

  @Test
  void anInputOfThatNameIsAnInput() throws IOException {
    assertThat(scene.get("/own?parts=x").body()).contains("\"data\":{\"a\":[\"x\"],\"b\":[\"b\"]}");
  }

  /** The backend may see a call of an earlier test late that nobody waited for. */
  private List<String> paths(int from) {
    List<String> heads = scene.backendHeads();
    return heads.subList(from, heads.size()).stream()
        .map(head -> head.split(" ", 3)[1])
        .filter(path -> !path.equals("/value/late"))
        .toList();
  }
}
