package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that responses have from their parts, over each transport. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartHeadersOverTheWireTest {
  private final HeadersScene scene = new HeadersScene();

  PartHeadersOverTheWireTest() throws Exception {}

  @AfterAll
  void close() {
    scene.close();
  }

  private static void hasAll(Answer answer) {
    assertThat(answer.headers("x-total")).containsExactly("34");
    assertThat(answer.headers("x-version")).containsExactly("1");
    assertThat(answer.headers("x-warn")).containsExactly("u1, o1, o2");
    assertThat(answer.headers("link")).containsExactly("<a>, <c>", "<b>");
    assertThat(answer.headers("x-secret")).isEmpty();
    assertThat(answer.headers("set-cookie")).isEmpty();
  }

  private static void hasNone(Answer answer) {
    assertThat(
            Stream.of("x-total", "x-version", "x-warn", "link")
                .flatMap(name -> answer.headers(name).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areThoseThatRulesTake(String transport) throws IOException {
    Answer answer = scene.ask("GET", "/" + transport + "/rules");
    assertThat(answer.body()).startsWith("{\"complete\":true,");
    hasAll(answer);
    hasAll(scene.ask("HEAD", "/" + transport + "/rules"));
    hasNone(scene.ask("GET", "/" + transport + "/none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void doNotDependOnTheOrderOfArrival(String transport) throws IOException {
    hasAll(scene.ask("GET", "/" + transport + "/late"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areNotThereInAProblemOrAStream(String transport) throws IOException {
    Answer problem = scene.ask("GET", "/" + transport + "/required");
    assertThat(problem.status()).isEqualTo(502);
    hasNone(problem);
    Answer stream = scene.streamHead("/" + transport + "/rules");
    assertThat(stream.status()).isEqualTo(200);
    hasNone(stream);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void comeOnlyFromPartsThatSucceeded(String transport) throws IOException {
    Answer partial = scene.ask("GET", "/" + transport + "/partial");
    assertThat(partial.status()).isEqualTo(206);
    assertThat(partial.headers("x-version")).containsExactly("2");
    assertThat(partial.headers("x-warn")).containsExactly("o1, o2");
    Answer replaced = scene.ask("GET", "/" + transport + "/fallback");
    assertThat(replaced.headers("x-total")).containsExactly("34");
    assertThat(replaced.headers("x-warn")).containsExactly("o1, o2");
    Answer background = scene.ask("GET", "/" + transport + "/background");
    assertThat(background.headers("x-total")).containsExactly("12");
    assertThat(background.headers("x-warn")).containsExactly("u1, u1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void comeAlsoFromPartsThatAreCalledForOthers(String transport) throws IOException {
    Answer answer = scene.ask("GET", "/" + transport + "/needed?parts=user");
    assertThat(answer.body()).isEqualTo("{\"complete\":true,\"data\":{\"user\":[]},\"errors\":[]}");
    assertThat(answer.headers("x-total")).containsExactly("34");
    Answer without = scene.ask("GET", "/" + transport + "/rules?parts=user");
    assertThat(without.headers("x-total")).isEmpty();
    assertThat(without.headers("x-version")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areInTheOrderOfTheCallsOfAPart(String transport) throws IOException {
    Answer answer = scene.ask("GET", "/" + transport + "/several");
    assertThat(answer.headers("x-warn"))
        .containsExactly("/item/1", "/item/2", "/item/3", "b1,2", "b3");
    assertThat(answer.headers("x-version")).containsExactly("/item/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void areThereInA304AndDroppedWhereARuleSaysSo(String transport) throws IOException {
    Answer tagged = scene.ask("GET", "/" + transport + "/kept");
    Answer same =
        scene.ask("HEAD", "/" + transport + "/kept", "If-None-Match: " + tagged.header("etag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.headers("x-total")).containsExactly("34");
    Answer untagged = scene.ask("GET", "/" + transport + "/tags", "If-None-Match: *");
    assertThat(untagged.status()).isEqualTo(200);
    assertThat(untagged.headers("etag")).isEmpty();
    assertThat(untagged.headers("server-timing")).isEmpty();
    assertThat(untagged.headers("cache-control")).containsExactly("private, max-age=60");
    assertThat(tagged.headers("server-timing")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean", "h2"})
  void keepTheirBytesAndDoNotMindATransform(String transport) throws IOException {
    byte[] text =
        scene
            .ask("GET", "/" + transport + "/bytes")
            .header("x-text")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("\"é→\"\tb");
    Answer transformed = scene.ask("GET", "/" + transport + "/transform");
    assertThat(transformed.body()).contains("\"data\":2");
    assertThat(transformed.headers("x-warn")).isEqualTo(List.of("o1, o2, u1"));
  }
}
