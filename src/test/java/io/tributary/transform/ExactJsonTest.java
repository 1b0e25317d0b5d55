package io.tributary.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects B9 and B10: what JSON cannot express is not written. */
class ExactJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void halfOfASurrogatePairIsNotWritten_B9(String text) {
    for (JsonNode tree :
        List.of(
            NODES.textNode(text),
            NODES.arrayNode().add("x").add(text),
            NODES.objectNode().put(text, 1),
            NODES.objectNode().put("x", text))) {
      CallFailedException failed =
          catchThrowableOfType(CallFailedException.class, () -> written(tree));
      assertThat(failed.reason()).isEqualTo(Reason.BAD_BODY);
      assertThat(failed).hasMessage("its result has text with half of a surrogate pair");
    }
  }

  static List<JsonNode> notFinite() {
    return List.of(
        NODES.numberNode(Double.NaN),
        NODES.numberNode(Double.POSITIVE_INFINITY),
        NODES.numberNode(Float.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("notFinite")
  void aNumberThatIsNotFiniteIsNotWritten_B10(JsonNode number) {
    assertThatThrownBy(() -> written(NODES.arrayNode().add(number)))
        .hasMessage("its result has a number that is not finite");
  }

  @Test
  void wholePairsAreWritten_B9() throws Exception {
    JsonNode tree = NODES.objectNode().put("\ud83d\ude00", "a\ud83d\ude00\ud83d\ude01\uffff");
    assertThat(new ObjectMapper().readTree(written(tree))).isEqualTo(tree);
  }

  private static byte[] written(JsonNode tree) throws Exception {
    return JsonTrees.write(tree, 1000).getBytes();
  }
}
