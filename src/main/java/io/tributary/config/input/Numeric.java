package io.tributary.config.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for numbers. They are written as in JSON (RFC 8259, 6): in ASCII digits, without a plus
 * sign, leading zeros, NaN or infinity. Each whole number has one spelling: no fraction, no
 * exponent, no {@code -0}.
 *
 * @param whole whether only whole numbers are allowed
 */
public record Numeric(boolean whole, Optional<BigDecimal> minimum, Optional<BigDecimal> maximum)
    implements ValueRule {
  /** The range of a 64-bit integer, beyond which backends would round or wrap. */
  public static final Numeric INT_64 = between(Long.MIN_VALUE, Long.MAX_VALUE);

  public static final Numeric INT_32 = between(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /** Any number that a 64-bit floating point number can hold. */
  public static final Numeric NUMBER = new Numeric(false, Optional.empty(), Optional.empty());

  private static final int MOST_CHARACTERS = 64;
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");

  /** Three digits of exponent suffice for 64-bit floating point, and keep decimals small. */
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?");

  private static Numeric between(long minimum, long maximum) {
    return new Numeric(
        true, Optional.of(BigDecimal.valueOf(minimum)), Optional.of(BigDecimal.valueOf(maximum)));
  }

  /** The numbers that are also within these bounds, where they are given. */
  public Numeric within(Optional<BigDecimal> least, Optional<BigDecimal> most) {
    return new Numeric(
        whole,
        least.map(given -> minimum.map(given::max).orElse(given)).or(() -> minimum),
        most.map(given -> maximum.map(given::min).orElse(given)).or(() -> maximum));
  }

  /** Whether the bounds exclude every number. */
  public boolean isEmpty() {
    if (minimum.isEmpty() || maximum.isEmpty()) {
      return false;
    }
    BigDecimal least = whole ? minimum.get().setScale(0, RoundingMode.CEILING) : minimum.get();
    return least.compareTo(maximum.get()) > 0;
  }

  /** The number that a text is; empty if it is none. */
  public static Optional<BigDecimal> parse(String text) {
    if (text.length() > MOST_CHARACTERS || !DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    return Double.isFinite(number.doubleValue()) ? Optional.of(number) : Optional.empty();
  }

  @Override
  public boolean allows(String value) {
    if (whole && !WHOLE.matcher(value).matches()) {
      return false;
    }
    return parse(value).filter(this::inRange).isPresent();
  }

  private boolean inRange(BigDecimal number) {
    return minimum.filter(least -> number.compareTo(least) < 0).isEmpty()
        && maximum.filter(most -> number.compareTo(most) > 0).isEmpty();
  }

  @Override
  public String requirement() {
    return (whole ? "be a whole number" : "be a number") + range();
  }

  private String range() {
    if (equals(INT_64)) {
      return " of 64 bits";
    }
    if (minimum.isPresent() && maximum.isPresent()) {
      return " from " + minimum.get() + " to " + maximum.get();
    }
    return minimum.map(least -> " of at least " + least).orElse("")
        + maximum.map(most -> " of at most " + most).orElse("");
  }
}
