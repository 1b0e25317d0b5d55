package io.tributary.http;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Writes why parts, and items of parts, have no value. Stateless. */
final class PartErrors {
  private PartErrors() {}

  /** The failed parts of the response, as a JSON array. */
  static Buffer of(PartResults results) {
    Buffer errors = Buffer.buffer("[");
    for (PartResult settled : results.all()) {
      if (settled.part().shown() && !results.isExcused(settled)) {
        String part = settled.part().name();
        switch (settled.outcome()) {
          case Outcome.Failure failure -> next(errors, part, null, failure, settled.elapsedNanos());
          case Outcome.Success success ->
              success
                  .failed()
                  .forEach(
                      one -> next(errors, part, one.item(), one.failure(), one.elapsedNanos()));
          case Outcome.Skipped _ -> {}
        }
      }
    }
    return errors.appendString("]");
  }

  /** The failure of a whole part, as a JSON object. */
  static Buffer of(PartResult part, Outcome.Failure failure) {
    Buffer error = Buffer.buffer();
    append(error, part.part().name(), null, failure, part.elapsedNanos());
    return error;
  }

  private static void next(
      Buffer errors,
      String part,
      @Nullable String item,
      Outcome.Failure failure,
      long elapsedNanos) {
    if (errors.length() > 1) {
      errors.appendString(",");
    }
    append(errors, part, item, failure, elapsedNanos);
  }

  /** Appends an error: of an item, or of the whole part. */
  private static void append(
      Buffer to, String part, @Nullable String item, Outcome.Failure failure, long elapsedNanos) {
    to.appendString("{\"part\":").appendBytes(JsonText.quoted(part));
    if (item != null) {
      to.appendString(",\"item\":").appendBytes(JsonText.quoted(item));
    }
    to.appendString(",\"reason\":\"" + failure.reason().code() + "\"");
    failure.status().ifPresent(status -> to.appendString(",\"status\":" + status));
    to.appendString(",\"message\":").appendBytes(JsonText.quoted(failure.message()));
    to.appendString(",\"elapsedMs\":" + elapsedNanos / 1_000_000 + "}");
  }
}
