package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Inputs;
import io.tributary.config.PathTemplate;
import io.tributary.support.Requests;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTemplateTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a b, a%20b",
        "100%, 100%25",
        "a/b, a%2Fb",
        "a?b#c, a%3Fb%23c",
        "é😀, %C3%A9%F0%9F%98%80",
        "../x, ..%2Fx",
        "a&b=c, a%26b%3Dc"
      })
  void aValueIsEncoded(String value, String encoded) {
    assertThat(expand("/users/{id}", Map.of("id", List.of(value)))).contains("/users/" + encoded);
  }

  @Test
  void aLineBreakIsEncoded() {
    assertThat(expand("/users/{id}", Map.of("id", List.of("1\r\nX-Evil: 1\u0000"))))
        .contains("/users/1%0D%0AX-Evil%3A%201%00");
  }

  @Test
  void aQueryParameterNobodyGaveIsLeftOut() {
    assertThat(expand("/users{?page,size}", Map.of("page", List.of("2"))))
        .contains("/users?page=2");
    assertThat(expand("/users{?page,size}", Map.of())).contains("/users");
  }

  @Test
  void aListIsJoinedOrRepeated() {
    Map<String, List<String>> ids = Map.of("ids", List.of("1", "a b", "3"));
    assertThat(expand("/p{?ids}", ids)).contains("/p?ids=1,a%20b,3");
    assertThat(expand("/p{?ids*}", ids)).contains("/p?ids=1&ids=a%20b&ids=3");
    assertThat(expand("/p/{ids}", ids)).contains("/p/1,a%20b,3");
    assertThat(expand("/p{?ids}", Map.of("ids", List.of("7")))).contains("/p?ids=7");
    assertThat(expand("/p{?ids}", Map.of("ids", List.of()))).contains("/p");
  }

  @Test
  void aPrefixOfAValueCanBeTakenButNoneOfAList() {
    assertThat(expand("/u/{id:3}", Map.of("id", List.of("abcdef")))).contains("/u/abc");
    assertThat(expand("/u{?id:3}", Map.of("id", List.of("abc", "def")))).isEmpty();
  }

  /** Encoding megabytes for a target of 8 KiB would be in vain. */
  @Test
  void whatFitsIntoNoTargetIsNotExpanded() {
    Map<String, List<String>> ids = Map.of("id", List.of("a".repeat(5000), "b".repeat(5000)));
    assertThat(expand("/u/{id}", ids)).isEmpty();
    assertThat(expand("/u{?id*}", ids)).isEmpty();
    assertThat(expand("/u/{id:3}", Map.of("id", List.of("a".repeat(10_000))))).contains("/u/aaa");
  }

  /** The library cuts such a character into halves, and throws. */
  @ParameterizedTest
  @ValueSource(strings = {"/u/{id:1}", "/u{?id:1}", "/u/{id:1}/{id}"})
  void b9NoCharacterIsCutIntoHalves(String template) {
    assertThat(expand(template, Map.of("id", List.of("\ud83d\ude00abc")))).isEmpty();
  }

  /** Without the value, the path would name another resource. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/u/{id}",
        "/u/x-{id}",
        "/u{/id}",
        "/u/{+id}",
        "/u{.id}",
        "/u{;id}",
        "/u/{id:3}{?q}"
      })
  void b2AnEmptyValueInThePathIsNoTarget(String template) {
    assertThat(expand(template, Map.of())).isEmpty();
    assertThat(expand(template, Map.of("id", List.of()))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("")))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("", "")))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("x")))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/u{?id}", "/u?a=b{&id}"})
  void b2AnEmptyValueInTheQueryIsAValue(String template) {
    assertThat(expand(template, Map.of("id", List.of(""))).orElseThrow()).endsWith("id=");
  }

  /** The backend would be asked for everybody's. */
  @ParameterizedTest
  @ValueSource(strings = {"/u?id={id}", "/u?id={+id}", "/u?a{.id}{&id}"})
  void b2AParameterThatTheTemplateSaysNeedsAValue(String template) {
    assertThat(expand(template, Map.of())).isEmpty();
    assertThat(expand(template, Map.of("id", List.of()))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("")))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("x", "")))).isEmpty();
    assertThat(expand(template, Map.of("id", List.of("x")))).isPresent();
  }

  /** It would end the path, or add a parameter. */
  @ParameterizedTest
  @ValueSource(strings = {"a?", "a?b=c", "a&b=c", "#"})
  void b2ADelimiterInAValueThatIsNotEncodedIsNoTarget(String value) {
    assertThat(expand("/u/{+id}", Map.of("id", List.of(value)))).isEmpty();
    assertThat(expand("/u?id={+id}", Map.of("id", List.of("x", value)))).isEmpty();
    assertThat(expand("/u/{id}", Map.of("id", List.of(value)))).isPresent();
    assertThat(expand("/u/{+id}", Map.of("id", List.of("a/b;c")))).contains("/u/a/b;c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/u{?id}", "/u?a=b{&id}"})
  void aParameterOfTheTemplateIsOmittedWithoutAValue(String template) {
    assertThat(expand(template, Map.of()).orElseThrow()).doesNotContain("id");
  }

  @Test
  void computedValuesJoinThoseOfTheClient() {
    Inputs inputs = inputs(Map.of("id", List.of("7"))).with(Map.of("ids", List.of("1", "2")));
    assertThat(new TargetTemplate(PathTemplate.of("/u/{id}{?ids}")).expand(inputs))
        .contains("/u/7?ids=1,2");
  }

  @Test
  void aTemplateWithoutVariablesIsItself() {
    assertThat(expand("/users?active=true", Map.of())).contains("/users?active=true");
  }

  private static Optional<String> expand(String template, Map<String, List<String>> values) {
    return new TargetTemplate(PathTemplate.of(template)).expand(inputs(values));
  }

  private static Inputs inputs(Map<String, List<String>> values) {
    return new Inputs(values, MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
  }
}
