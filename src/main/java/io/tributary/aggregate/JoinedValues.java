package io.tributary.aggregate;

import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins the documents of several calls to an array, or to an object with a name for each. Not
 * thread-safe.
 */
final class JoinedValues {
  private static final Buffer NULL = Buffer.buffer("null");

  private final Optional<List<String>> names;
  private final List<Buffer> bodies = new ArrayList<>();
  private final List<Buffer> values = new ArrayList<>();
  private final List<ResponseHeaders> headers = new ArrayList<>();

  /**
   * Creates the join.
   *
   * @param names of the members of an object, one for each document; absent for an array
   */
  JoinedValues(Optional<List<String>> names) {
    this.names = names;
  }

  void add(Outcome.Success success) {
    bodies.add(success.body());
    values.add(success.value());
    headers.add(success.headers());
  }

  void addNull() {
    bodies.add(NULL);
    values.add(NULL);
  }

  /** The value of the part: what other parts read, and what the response shows. */
  Outcome.Success value(List<Outcome.FailedItem> failed) {
    Buffer body = join(bodies);
    return new Outcome.Success(
        body, bodies.equals(values) ? body : join(values), ResponseHeaders.concat(headers), failed);
  }

  private Buffer join(List<Buffer> documents) {
    Buffer joined = Buffer.buffer(names.isPresent() ? "{" : "[");
    for (int i = 0; i < documents.size(); i++) {
      joined.appendString(i == 0 ? "" : ",");
      if (names.isPresent()) {
        joined.appendBytes(JsonText.quoted(names.get().get(i))).appendString(":");
      }
      joined.appendBuffer(documents.get(i));
    }
    return joined.appendString(names.isPresent() ? "}" : "]");
  }
}
