package io.tributary.transform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that is written as it was read: {@code 1e6} and {@code -0.0} keep their text. It
 * computes like a decimal, or like an integer if the text is {@code -0}. Not thread-safe, like
 * every tree.
 */
final class WrittenNumber extends NumericNode {
  private static final long serialVersionUID = 1L;

  private final String text;
  private @Nullable BigDecimal value;

  /** A JSON number that fits into a {@link BigDecimal}. */
  WrittenNumber(String text) {
    this.text = text;
  }

  @Override
  public BigDecimal decimalValue() {
    BigDecimal known = value;
    if (known == null) {
      known = new BigDecimal(text);
      value = known;
    }
    return known;
  }

  @Override
  public boolean isIntegralNumber() {
    return text.equals("-0");
  }

  @Override
  public boolean isInt() {
    return isIntegralNumber();
  }

  @Override
  public boolean isFloatingPointNumber() {
    return !isIntegralNumber();
  }

  @Override
  public boolean isBigDecimal() {
    return !isIntegralNumber();
  }

  @Override
  public NumberType numberType() {
    return isIntegralNumber() ? NumberType.INT : NumberType.BIG_DECIMAL;
  }

  @Override
  public JsonToken asToken() {
    return isIntegralNumber() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public Number numberValue() {
    return isIntegralNumber() ? Integer.valueOf(0) : decimalValue();
  }

  @Override
  public int intValue() {
    return decimalValue().intValue();
  }

  @Override
  public long longValue() {
    return decimalValue().longValue();
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  @Override
  public BigInteger bigIntegerValue() {
    return decimalValue().toBigInteger();
  }

  @Override
  public boolean canConvertToInt() {
    return isWithin(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public boolean canConvertToLong() {
    return isWithin(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private boolean isWithin(long least, long most) {
    return decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
        && decimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeNumber(text);
  }

  /** Equal values are equal, whatever their text: 1.5 and 1.50. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrittenNumber number
        && number.isIntegralNumber() == isIntegralNumber()
        && number.decimalValue().compareTo(decimalValue()) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue() + 0.0); // 0.0 for -0.0, too
  }
}
