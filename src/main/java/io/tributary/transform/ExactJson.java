package io.tributary.transform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes only what JSON can express. A generator alone would write half of a surrogate pair as an
 * escape sequence, and an infinite number as a string. Confined to one thread.
 */
final class ExactJson extends JsonGeneratorDelegate {

  ExactJson(JsonGenerator json) {
    super(json, false);
  }

  /** JSON cannot express the value; the message says why. */
  static final class InexpressibleException extends IOException {
    private static final long serialVersionUID = 1L;

    InexpressibleException(String message) {
      super(message);
    }
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(encodable(name));
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(encodable(text));
  }

  @Override
  public void writeNumber(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new InexpressibleException("its result has a number that is not finite");
    }
    super.writeNumber(value);
  }

  @Override
  public void writeNumber(float value) throws IOException {
    if (!Float.isFinite(value)) {
      throw new InexpressibleException("its result has a number that is not finite");
    }
    super.writeNumber(value);
  }

  private static String encodable(String text) throws IOException {
    if (!WholeText.isEncodable(text)) {
      throw new InexpressibleException("its result has text with half of a surrogate pair");
    }
    return text;
  }
}
