package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final List<String> ROUTES =
      List.of(
          "/users/{id}",
          "/users/me",
          "/users/{id}/orders",
          "/users/me/profile",
          "/{kind}/{id}",
          "/a/{b}/c/{d}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /users/me          | /users/me | {}
          /users/7           | /users/{id} | {id=7}
          /users/me/orders   | /users/{id}/orders | {id=me}
          /users/me/profile  | /users/me/profile | {}
          /shops/7           | /{kind}/{id} | {kind=shops, id=7}
          /a/1/c/2           | /a/{b}/c/{d} | {b=1, d=2}
          /users/%41         | /users/{id} | {id=%41}
          /users/m%65/orders | /users/{id}/orders | {id=m%65}
          /users/Me          | /users/{id} | {id=Me}
          """)
  void aLiteralWinsOverAParameterInWhateverOrder(String path, String route, String parameters) {
    List<String> shuffled = new ArrayList<>(ROUTES);
    Random random = new Random(20_261_126);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      RouteTable.Match<String> found = table(shuffled).find(path).orElseThrow();
      assertThat(found.target()).isEqualTo(route);
      assertThat(found.parameters()).hasToString(parameters);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/users",
        "/users/",
        "/users//orders",
        "/users/7/8",
        "/a/1/c",
        "/a/1/b/2",
        "/users/%6De" // B12: not the value of a parameter either
      })
  void otherPathsHaveNoRoute(String path) {
    assertThat(table(ROUTES).find(path)).isEmpty();
  }

  @Test
  void ofManyRoutesEachIsFound() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add("/r" + i + "/{id}");
    }
    RouteTable<String> table = table(many);
    for (int i = 0; i < 1000; i++) {
      assertThat(table.find("/r" + i + "/x").orElseThrow().target()).isEqualTo(many.get(i));
    }
  }

  private static RouteTable<String> table(List<String> routes) {
    RouteTable<String> table = new RouteTable<>();
    routes.forEach(route -> table.add(route, route));
    return table;
  }
}
