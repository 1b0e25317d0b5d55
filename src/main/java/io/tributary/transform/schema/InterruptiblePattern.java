package io.tributary.transform.schema;

import com.networknt.schema.regex.RegularExpression;
import io.tributary.transform.jslt.InterruptibleText;
import java.util.regex.Pattern;

/**
 * A regular expression of a schema, which ends when its thread is interrupted. Thread-safe.
 *
 * @param pattern in the syntax of Java, which for common expressions is that of ECMA-262
 */
record InterruptiblePattern(Pattern pattern) implements RegularExpression {
  static RegularExpression of(String text) {
    return new InterruptiblePattern(Pattern.compile(text));
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(new InterruptibleText(value)).find();
  }
}
