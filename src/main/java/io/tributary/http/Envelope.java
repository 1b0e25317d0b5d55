package io.tributary.http;

import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Gathered;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Settled;
import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splices the parts' untouched bytes into one answer. What does not change from answer to answer is
 * prepared once per plan. Thread-safe.
 */
final class Envelope {
  private static final byte[] COMPLETE = ascii("{\"complete\":true,\"data\":");
  private static final byte[] INCOMPLETE = ascii("{\"complete\":false,\"data\":");
  private static final byte[] NO_ERRORS = ascii(",\"errors\":[]}");
  private static final byte[] NULL = ascii("null");
  private static final int ROOM_FOR_FRAME = 64;

  private final List<byte[]> keys = new ArrayList<>();
  private final int keysLength;

  Envelope(Plan plan) {
    int length = ROOM_FOR_FRAME;
    for (Part part : plan.parts()) {
      Buffer key = Buffer.buffer(keys.isEmpty() ? "{" : ",");
      key.appendBytes(JsonText.quoted(part.name())).appendString(":");
      keys.add(key.getBytes());
      length += key.length() + NULL.length;
    }
    keysLength = length;
  }

  /** The whole answer, with each part under its name. */
  Buffer of(Gathered gathered) {
    int length = keysLength;
    for (Settled settled : gathered.parts()) {
      if (settled.outcome() instanceof Outcome.Success(Buffer body)) {
        length += body.length();
      }
    }
    Buffer answer = begin(gathered, length);
    for (int i = 0; i < keys.size(); i++) {
      answer.appendBytes(keys.get(i));
      Optional<Buffer> value = gathered.parts().get(i).value();
      if (value.isPresent()) {
        answer.appendBuffer(value.get());
      } else {
        answer.appendBytes(NULL);
      }
    }
    return finish(answer.appendByte((byte) '}'), gathered);
  }

  /** The whole answer, with a transform's document as its data. */
  Buffer of(Gathered gathered, Buffer data) {
    return finish(begin(gathered, data.length() + ROOM_FOR_FRAME).appendBuffer(data), gathered);
  }

  /** The list of what failed, as a JSON array. */
  static Buffer errors(Gathered gathered) {
    Buffer errors = Buffer.buffer("[");
    for (Settled settled : gathered.parts()) {
      if (settled.outcome() instanceof Outcome.Failure failure) {
        errors.appendString(errors.length() > 1 ? ",{\"part\":" : "{\"part\":");
        errors.appendBytes(JsonText.quoted(settled.part().name()));
        errors.appendString(",\"reason\":\"" + failure.reason().code() + "\"");
        failure.status().ifPresent(status -> errors.appendString(",\"status\":" + status));
        errors.appendString(",\"message\":").appendBytes(JsonText.quoted(failure.message()));
        errors.appendString(",\"elapsedMs\":" + settled.elapsedNanos() / 1_000_000 + "}");
      }
    }
    return errors.appendString("]");
  }

  private static Buffer begin(Gathered gathered, int length) {
    boolean complete = gathered.completeness() == Completeness.COMPLETE;
    return Buffer.buffer(length).appendBytes(complete ? COMPLETE : INCOMPLETE);
  }

  private static Buffer finish(Buffer answer, Gathered gathered) {
    return gathered.completeness() == Completeness.COMPLETE
        ? answer.appendBytes(NO_ERRORS)
        : answer.appendString(",\"errors\":").appendBuffer(errors(gathered)).appendString("}");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
