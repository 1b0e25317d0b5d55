package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.uritemplate.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /users                        | ``
          /users/{id}                   | id
          /users/{id}/{id}{?id}         | id
          /a{/b}{;c}{?d,e*}{&f:3}{+g}   | b c d e f g
          /{a.b}{.c}                    | a.b c
          """)
  void namesItsVariablesOnceAndInOrder(String text, String variables) {
    PathTemplate template = PathTemplate.of(text);
    assertThat(String.join(" ", template.variables())).isEqualTo(variables);
    assertThat(template.isConstant()).isEqualTo(variables.isEmpty());
    assertThat(template.text()).isEqualTo(text);
  }

  @Test
  void expandsItsVariables() {
    Variables values = Variables.variables().set("id", "a b").set("q", List.of("1", "2"));
    PathTemplate template = PathTemplate.of("/u/{id}{?q*,none}");
    assertThat(template.expand(values)).isEqualTo("/u/a%20b?q=1&q=2");
    assertThat(template.expand(Variables.variables())).isEqualTo("/u/");
  }

  @Test
  void isItsTextIfItIsConstant() {
    String text = "/users?active=%74rue";
    assertThat(PathTemplate.of(text).expand(Variables.variables())).isSameAs(text);
  }

  @Test
  void comesAfterAPrefix() {
    PathTemplate template = PathTemplate.of("/u/{id}");
    assertThat(template.after(PathTemplate.of("/api%20v1")))
        .isEqualTo(PathTemplate.of("/api%20v1/u/{id}"));
    assertThat(template.after(PathTemplate.of("/api")).expand(Variables.variables().set("id", "7")))
        .isEqualTo("/api/u/7");
    assertThat(template.after(PathTemplate.NONE)).isSameAs(template);
  }

  @Test
  void peopleSeeAnEllipsisForACredential() {
    PathTemplate template = PathTemplate.of("/s3cret/{id}?a=b").shownAs("/%E2%80%A6/{id}?a=b");
    assertThat(template.visible()).isEqualTo("/…/{id}?a=b");
    assertThat(template.after(PathTemplate.of("/bot1").shownAs("/bot%E2%80%A6")).visiblePath())
        .isEqualTo("/bot…/…/{id}");
  }

  @Test
  void isComparedByItsText() {
    assertThat(PathTemplate.of("/{a}"))
        .isEqualTo(PathTemplate.of("/{a}"))
        .hasSameHashCodeAs(PathTemplate.of("/{a}"))
        .hasToString("/{a}")
        .isNotEqualTo(PathTemplate.of("/{b}"));
  }

  @Test
  void refusesWhatIsNoTemplate() {
    assertThatThrownBy(() -> PathTemplate.of("/{a")).isInstanceOf(IllegalArgumentException.class);
  }
}
