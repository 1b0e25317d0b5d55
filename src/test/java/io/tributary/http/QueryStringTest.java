package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name=a;b             | {name=[a;b]}
          NAME=x&name=y        | {NAME=[x], name=[y]}
          id=1&id=2            | {id=[1, 2]}
          a                    | {a=[]}
          a=                   | {a=[]}
          &&a=1&               | {a=[1]}
          =1                   | {=[1]}
          a=b=c                | {a=[b=c]}
          a=1+2%2B3            | {a=[1 2+3]}
          %C3%A4=%E2%82%AC     | {ä=[€]}
          """)
  void isSplitAtAmpersandsOnly(String query, String values) {
    assertThat(QueryString.parse(query)).hasToString(values);
  }

  @Test
  void mayBeMissing() {
    assertThat(QueryString.parse(null)).isEmpty();
    assertThat(QueryString.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%FF", "%FF=a", "a=%C0%80", "a=%ED%A0%80", "a=%C3", "a=%F5%80%80%80"})
  void mustBeUtf8(String query) {
    assertThatThrownBy(() -> QueryString.parse(query))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void hasAtMostAHundredParameters() {
    assertThat(QueryString.parse("a=1&".repeat(100))).hasSize(1);
    assertThatThrownBy(() -> QueryString.parse("a=1&".repeat(101)))
        .isInstanceOf(BadRequestException.class);
  }
}
