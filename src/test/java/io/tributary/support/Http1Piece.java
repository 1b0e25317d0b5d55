package io.tributary.support;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** A piece of a response that was written as HTTP/1.1 text. */
sealed interface Http1Piece {
  /** A header field; the name is in lower case. */
  record Field(String name, String value) {}

  /** The status, as it was written, and the fields of an interim or the final head. */
  record Head(String status, List<Field> fields) implements Http1Piece {
    /** Whether another head follows. */
    boolean interim() {
      return status.length() == 3 && status.startsWith("1");
    }

    /** Whether the response ends here, whatever its fields say. */
    boolean bodiless() {
      return status.equals("204") || status.equals("304");
    }

    boolean chunked() {
      return value("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /** The length of the body, if the head tells one. */
    Optional<Long> length() {
      return value("content-length").filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    private Optional<String> value(String name) {
      return fields.stream()
          .filter(field -> field.name().equals(name))
          .map(Field::value)
          .findFirst();
    }
  }

  /** Some bytes of the body. */
  record Data(Buffer bytes) implements Http1Piece {}

  /** The response is complete. */
  record End(List<Field> trailers) implements Http1Piece {}

  /** What was written is no HTTP/1.1; nothing follows. */
  record Malformed() implements Http1Piece {}
}
