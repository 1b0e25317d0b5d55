package io.tributary.transform.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.RegexpFunction;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function with a regular expression: {@code test}, {@code capture}, {@code split} and {@code
 * replace}. They mean the same as JSLT's own, and end when their thread is interrupted, which those
 * do not. Thread-safe.
 */
final class PatternFunction implements Function, RegexpFunction {
  /** Takes the place of JSLT's own functions. */
  static final List<Function> ALL =
      List.of(
          new PatternFunction("test", 2, BooleanNode.FALSE, (call, _) -> call.test()),
          new PatternFunction("capture", 2, NullNode.instance, (call, _) -> call.capture()),
          new PatternFunction("split", 2, NullNode.instance, (call, _) -> call.split()),
          new PatternFunction(
              "replace", 3, NullNode.instance, (call, more) -> call.replace(text(more[2]))));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String name;
  private final int parameters;
  private final JsonNode ofNull;
  private final Body body;
  private final Patterns patterns = new Patterns();

  private interface Body {
    JsonNode of(Call call, JsonNode[] arguments);
  }

  private PatternFunction(String name, int parameters, JsonNode ofNull, Body body) {
    this.name = name;
    this.parameters = parameters;
    this.ofNull = ofNull;
    this.body = body;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int getMinArguments() {
    return parameters;
  }

  @Override
  public int getMaxArguments() {
    return parameters;
  }

  @Override
  public int regexpArgumentNumber() {
    return 1;
  }

  @Override
  public JsonNode call(@Nullable JsonNode input, JsonNode[] arguments) {
    if (arguments[0].isNull()) {
      return ofNull;
    }
    if (arguments[1].isNull()) {
      throw new JsltException(name + "() needs a regular expression, not null");
    }
    return body.of(new Call(arguments[0], patterns.of(text(arguments[1]))), arguments);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  /** One call, with a text and a pattern. */
  private record Call(JsonNode value, Pattern pattern) {
    private Matcher matcher() {
      return pattern.matcher(new InterruptibleText(text(value)));
    }

    JsonNode test() {
      return BooleanNode.valueOf(matcher().find());
    }

    JsonNode capture() {
      ObjectNode groups = NODES.objectNode();
      Matcher matcher = matcher();
      if (matcher.find()) {
        for (String group : new TreeSet<>(pattern.namedGroups().keySet())) {
          groups.put(group, matcher.group(group));
        }
      }
      return groups;
    }

    JsonNode split() {
      ArrayNode pieces = NODES.arrayNode();
      for (String piece : pattern.split(new InterruptibleText(text(value)), 0)) {
        pieces.add(piece);
      }
      return pieces;
    }

    JsonNode replace(String replacement) {
      String text = text(value);
      Matcher matcher = matcher();
      StringBuilder replaced = new StringBuilder();
      int copied = 0;
      while (matcher.find()) {
        if (matcher.start() == matcher.end()) {
          throw new JsltException("replace() matched an empty text with " + pattern);
        }
        replaced.append(text, copied, matcher.start()).append(replacement);
        copied = matcher.end();
      }
      return new TextNode(replaced.append(text, copied, text.length()).toString());
    }
  }
}
