package io.tributary.transform;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number that is written as it was read: {@code 1e6} and {@code -0.0} keep their text. It
 * computes like a decimal. It is a {@link DoubleNode} because only such a node is equal to the same
 * number in a program, also within arrays and objects. Not thread-safe, like every tree.
 */
final class WrittenNumber extends DoubleNode {
  private static final long serialVersionUID = 1L;

  private final String text;
  private @Nullable BigDecimal value;

  /** A JSON number that fits into a {@link BigDecimal}. */
  WrittenNumber(String text) {
    super(Double.parseDouble(text));
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
  public boolean isDouble() {
    return false;
  }

  @Override
  public boolean isBigDecimal() {
    return true;
  }

  @Override
  public NumberType numberType() {
    return NumberType.BIG_DECIMAL;
  }

  @Override
  public Number numberValue() {
    return decimalValue();
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
  public BigInteger bigIntegerValue() {
    return decimalValue().toBigInteger();
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Equal values are equal, whatever their text: 1.5 and 1.50. Of two texts all digits count. */
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && (!(other instanceof WrittenNumber number)
            || number.decimalValue().compareTo(decimalValue()) == 0);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
