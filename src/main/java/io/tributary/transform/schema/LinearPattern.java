package io.tributary.transform.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.regex.RegularExpression;

/**
 * A regular expression of a schema, in the syntax of RE2, whose time is linear in the text.
 * Thread-safe.
 */
record LinearPattern(Pattern pattern) implements RegularExpression {
  /** Compiles a pattern; throws {@link JsonSchemaException} if it is none. */
  static RegularExpression of(String text) {
    try {
      return new LinearPattern(Pattern.compile(text));
    } catch (PatternSyntaxException wrong) {
      throw new JsonSchemaException(
          "pattern is not in the syntax of RE2: " + wrong.getDescription());
    }
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(value).find();
  }
}
