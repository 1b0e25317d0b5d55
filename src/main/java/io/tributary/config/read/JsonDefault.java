package io.tributary.config.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.config.yaml.ScalarKind;
import io.tributary.config.yaml.YamlNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Converts a YAML value to JSON text. Numbers keep their digits. */
final class JsonDefault {
  private static final int MAX_NUMBER = 1000;

  private final JsonGenerator json;

  private JsonDefault(JsonGenerator json) {
    this.json = json;
  }

  /** The JSON text; empty, and everything reported, if a value in it cannot be JSON. */
  static Optional<String> of(ConfigValue value) {
    StringWriter text = new StringWriter();
    boolean whole;
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      whole = new JsonDefault(json).write(value);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string cannot fail", e);
    }
    return whole ? Optional.of(text.toString()) : Optional.empty();
  }

  /** Whether all of the value is JSON. Reports what is not, and writes null in its place. */
  private boolean write(ConfigValue value) throws IOException {
    boolean whole = true;
    switch (value.node()) {
      case YamlNode.Scalar scalar -> {
        Optional<ScalarText> word = ScalarText.substituted(value, scalar);
        whole = word.isPresent() && write(word.get(), scalar.style(), value);
        if (!whole) {
          json.writeNull();
        }
      }
      case YamlNode.Sequence _ -> {
        json.writeStartArray();
        for (ConfigValue item : value.items().orElseGet(List::of)) {
          whole &= write(item);
        }
        json.writeEndArray();
      }
      case YamlNode.Mapping _ -> {
        json.writeStartObject();
        for (ConfigValue.Member member : value.members().orElseGet(List::of)) {
          json.writeFieldName(member.key());
          whole &= write(member.value());
        }
        json.writeEndObject();
      }
      case YamlNode.Refused _ -> {
        json.writeNull();
        whole = false;
      }
    }
    return whole;
  }

  private boolean write(ScalarText word, YamlNode.Style style, ConfigValue value)
      throws IOException {
    String text = word.text();
    switch (style == YamlNode.Style.PLAIN ? ScalarKind.of(text) : ScalarKind.TEXT) {
      case NULL -> json.writeNull();
      case TRUTH -> json.writeBoolean(Boolean.parseBoolean(text));
      case INTEGER, DECIMAL -> {
        String number = jsonNumber(text);
        if (!fitsIntoTrees(number)) {
          value.problem("is a number that is too long or out of range");
          return false;
        }
        json.writeNumber(number);
      }
      case TEXT -> json.writeString(text);
      case NOT_FINITE -> {
        value.problem("must be JSON, which has neither infinity nor NaN");
        return false;
      }
      case AMBIGUOUS -> {
        value.problem(
            "is an ambiguous number: "
                + word.shown()
                + "; write it in decimal, or in quotes if it is text");
        return false;
      }
    }
    return true;
  }

  /** A transform reads defaults too. The limits are those for the bodies of backends. */
  private static boolean fitsIntoTrees(String number) {
    try {
      return number.length() <= MAX_NUMBER && new BigDecimal(number).signum() <= 1;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** JSON allows no plus sign and needs a digit on both sides of the point. */
  private static String jsonNumber(String yaml) {
    String number = yaml.startsWith("+") ? yaml.substring(1) : yaml;
    int point = number.indexOf('.');
    if (point < 0) {
      return number;
    }
    String before = number.substring(0, point);
    String after = number.substring(point + 1);
    boolean digitBefore = !before.isEmpty() && !before.equals("-");
    boolean digitAfter = !after.isEmpty() && Character.isDigit(after.charAt(0));
    return before + (digitBefore ? "." : "0.") + (digitAfter ? after : "0" + after);
  }
}
