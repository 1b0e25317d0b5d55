package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.ops.Endpoint.Access;
import io.tributary.ops.Endpoint.Methods;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointTableTest {
  private static Endpoint at(String path) {
    return Endpoint.open(path, _ -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/console/ask, /console/ask",
    "/console/requests/7, /console/*",
    "/console/, /console/*",
    "/console/deep/a, /console/deep/*",
    "/console, none",
    "/consoles, none",
    "/consoles/a, none",
    "/console/*, /console/*",
    "//, none",
    "/a/, none"
  })
  void findsTheExactPathBeforeThePathAbove(String path, String found) {
    EndpointTable table =
        new EndpointTable(
            Stream.of("/", "/console/*", "/console/ask", "/console/deep/*", "/a")
                .map(EndpointTableTest::at)
                .toList());
    assertThat(table.find(path).map(Endpoint::path).orElse("none")).isEqualTo(found);
  }

  @Test
  void refusesAnOpenEndpointThatTakesPosts() {
    assertThatThrownBy(() -> new Endpoint("/do", Access.OPEN, Methods.POST, _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/do");
  }

  @Test
  void refusesTwoEndpointsOfOnePath() {
    assertThatThrownBy(() -> new EndpointTable(List.of(at("/a"), at("/a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/a");
  }
}
