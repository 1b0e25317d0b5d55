package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Joins random lists, also with shapes, and compares with the same in trees. */
class RandomJoinTest {
  private static final List<String> KEYS =
      List.of(
          "1",
          "1.0",
          "10e-1",
          "2",
          "20",
          "2e1",
          "-0",
          "0",
          "\"a\"",
          "\"\\u0061\"",
          "\"1\"",
          "true",
          "null",
          "[1]",
          "{}",
          "\"\\u00e9\"",
          "\"\u00e9\"");
  private static final List<String> SPACES = List.of("", "", " ", "\n  ");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void areThoseOfTrees() throws Exception {
    for (int i = 0; i < 5000; i++) {
      Shape shape = random.nextBoolean() ? drop("x") : drop("nothing");
      Shape otherShape = random.nextBoolean() ? drop("id") : drop("nothing");
      String list = list("k");
      String other = list("id");
      Slice shown = shape.of(slice(list));
      Slice otherShown = otherShape.of(slice(other));
      Slice joined =
          new ListJoin("m", "k", "id")
              .joined(
                  new ShownValue(slice(list), shown),
                  new ShownValue(slice(other), otherShown),
                  Long.MAX_VALUE)
              .orElseThrow();
      String seen = "seed " + seed + ": " + list + " with " + other;
      assertThat(MAPPER.readTree(joined.toString()))
          .as(seen)
          .isEqualTo(
              joined(tree(list), tree(shown.toString()), tree(other), tree(otherShown.toString())));
      assertThat(untouched(joined.toString(), otherShown)).as(seen).isEqualTo(shown.toString());
    }
  }

  /** The joined list without what was put into it: the member always comes last. */
  private static String untouched(String joined, Slice other) {
    String without = joined;
    for (int begin = without.indexOf("\"m\":"); begin >= 0; begin = without.indexOf("\"m\":")) {
      Slice value = first(without.substring(begin + 4).getBytes(UTF_8));
      assertThat(value.isNull() || other.toString().contains(value.toString())).isTrue();
      int comma = without.charAt(begin - 1) == ',' ? begin - 1 : begin;
      without =
          without.substring(0, comma) + without.substring(begin + 4 + value.toString().length());
    }
    return without;
  }

  private static Slice first(byte[] json) {
    return new Slice(json, 0, Skip.value(json, 0, json.length));
  }

  private static ArrayNode joined(
      ArrayNode bodies, ArrayNode shown, ArrayNode others, ArrayNode othersShown) {
    for (int i = 0; i < bodies.size(); i++) {
      if (shown.get(i) instanceof ObjectNode element) {
        JsonNode match = NullNode.getInstance();
        for (int j = others.size() - 1; j >= 0; j--) {
          if (same(bodies.get(i).path("k"), others.get(j).path("id"))) {
            match = othersShown.get(j);
          }
        }
        element.set("m", match);
      }
    }
    return shown;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.isValueNode() && !one.isNull() && one.equals(other);
  }

  private String list(String key) {
    StringBuilder list = new StringBuilder("[");
    int size = random.nextInt(6);
    for (int i = 0; i < size; i++) {
      list.append(i == 0 ? "" : ",").append(any(SPACES)).append(element(key)).append(any(SPACES));
    }
    return list.append("]").toString();
  }

  private String element(String key) {
    return switch (random.nextInt(8)) {
      case 0 -> "7";
      case 1 -> "{" + any(SPACES) + "}";
      case 2 -> "{ \"x\" : [1.50, {\"k\":1}]" + any(SPACES) + "}";
      default ->
          "{\"x\":" + i() + "," + any(SPACES) + "\"" + key + "\" :" + any(KEYS) + any(SPACES) + "}";
    };
  }

  private String i() {
    return random.nextInt(100) + "e0";
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Shape drop(String name) {
    return Shape.of(List.of(), List.of(name), Map.of());
  }

  private static Slice slice(String document) {
    return Slice.document(document.getBytes(UTF_8));
  }

  private static ArrayNode tree(String document) throws JsonProcessingException {
    return (ArrayNode) MAPPER.readTree(document);
  }
}
