package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Inputs;
import io.tributary.config.PathTemplate;
import io.tributary.support.Requests;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTemplateTest {

  private final Map<String, List<String>> query = new HashMap<>();

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
  void aPathParameterIsEncoded(String value, String encoded) {
    assertThat(
            new TargetTemplate(PathTemplate.of("/users/{id}"))
                .expand(inputs(Map.of("id", value), Map.of())))
        .isEqualTo("/users/" + encoded);
  }

  @Test
  void aLineBreakIsEncoded() {
    Inputs inputs = inputs(Map.of("id", "1\r\nX-Evil: 1\u0000"), Map.of());
    assertThat(new TargetTemplate(PathTemplate.of("/users/{id}")).expand(inputs))
        .isEqualTo("/users/1%0D%0AX-Evil%3A%201%00");
  }

  @Test
  void aQueryParameterNobodyGaveIsLeftOut() {
    query.put("page", List.of("2"));
    assertThat(
            new TargetTemplate(PathTemplate.of("/users{?page,size}"))
                .expand(inputs(Map.of(), Map.of())))
        .isEqualTo("/users?page=2");
    query.clear();
    assertThat(
            new TargetTemplate(PathTemplate.of("/users{?page,size}"))
                .expand(inputs(Map.of(), Map.of())))
        .isEqualTo("/users");
  }

  @Test
  void theFirstOfSeveralQueryParametersCounts() {
    query.put("page", List.of("1", "2"));
    assertThat(
            new TargetTemplate(PathTemplate.of("/users{?page}")).expand(inputs(Map.of(), Map.of())))
        .isEqualTo("/users?page=1");
  }

  @Test
  void aListIsJoinedOrRepeated() {
    Map<String, List<String>> ids = Map.of("ids", List.of("1", "a b", "3"));
    assertThat(new TargetTemplate(PathTemplate.of("/p{?ids}")).expand(inputs(Map.of(), ids)))
        .isEqualTo("/p?ids=1,a%20b,3");
    assertThat(new TargetTemplate(PathTemplate.of("/p{?ids*}")).expand(inputs(Map.of(), ids)))
        .isEqualTo("/p?ids=1&ids=a%20b&ids=3");
    assertThat(
            new TargetTemplate(PathTemplate.of("/p{?ids}"))
                .expand(inputs(Map.of(), Map.of("ids", List.of("7")))))
        .isEqualTo("/p?ids=7");
    assertThat(
            new TargetTemplate(PathTemplate.of("/p{?ids}"))
                .expand(inputs(Map.of(), Map.of("ids", List.of()))))
        .isEqualTo("/p");
  }

  @Test
  void aPrefixOfAValueCanBeTaken() {
    assertThat(
            new TargetTemplate(PathTemplate.of("/u/{id:3}"))
                .expand(inputs(Map.of("id", "abcdef"), Map.of())))
        .isEqualTo("/u/abc");
  }

  @Test
  void pathParametersWinOverDerivedValuesAndThoseOverTheQuery() {
    query.put("id", List.of("query"));
    TargetTemplate target = new TargetTemplate(PathTemplate.of("/u{?id}"));
    Map<String, List<String>> derived = Map.of("id", List.of("derived"));
    assertThat(target.expand(inputs(Map.of("id", "path"), derived))).isEqualTo("/u?id=path");
    assertThat(target.expand(inputs(Map.of(), derived))).isEqualTo("/u?id=derived");
    assertThat(target.expand(inputs(Map.of(), Map.of()))).isEqualTo("/u?id=query");
  }

  @Test
  void aTemplateWithoutVariablesIsItself() {
    assertThat(
            new TargetTemplate(PathTemplate.of("/users?active=true"))
                .expand(inputs(Map.of(), Map.of())))
        .isEqualTo("/users?active=true");
  }

  private Inputs inputs(Map<String, String> path, Map<String, List<String>> computed) {
    return new Inputs(path, query, computed, MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
  }
}
