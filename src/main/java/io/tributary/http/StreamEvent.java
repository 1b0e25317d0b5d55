package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * One event of a stream, in the bytes of its format. Immutable.
 *
 * @param head all up to the value
 * @param value the value of a part, whose line breaks are to be sent as spaces: between the tokens
 *     of JSON both mean nothing, and within a token there are none
 * @param tail all after the value; empty if there is no value
 */
record StreamEvent(Buffer head, Optional<Buffer> value, Buffer tail) {
  /** The id of the last event, in formats that have ids. */
  static final String LAST_ID = "done";

  private static final Buffer NOTHING = Buffer.buffer();
  private static final Buffer NULL = Buffer.buffer("null");

  /** A part has settled. */
  static StreamEvent part(StreamFormat format, PartResult result) {
    Buffer head =
        Buffer.buffer(format.begin("part"))
            .appendString("\"part\":")
            .appendBytes(JsonText.quoted(result.part().name()));
    return switch (result.outcome()) {
      case Outcome.Success success -> value(format, head, "success", success.value(), NOTHING);
      case Outcome.Skipped _ ->
          value(format, head, "skipped", result.value().orElse(NULL), NOTHING);
      case Outcome.Failure failure -> {
        Buffer error = Buffer.buffer(",\"error\":").appendBuffer(PartErrors.of(result, failure));
        yield result
            .value()
            .map(fallback -> value(format, head, "failure", fallback, error))
            .orElseGet(
                () ->
                    whole(
                        head.appendString(",\"outcome\":\"failure\"").appendBuffer(error), format));
      }
    };
  }

  private static StreamEvent value(
      StreamFormat format, Buffer head, String outcome, Buffer value, Buffer error) {
    return new StreamEvent(
        head.appendString(",\"outcome\":\"" + outcome + "\",\"value\":"),
        Optional.of(value),
        error.copy().appendString(format.end()));
  }

  /** Every part has settled. Nothing follows. */
  static StreamEvent done(StreamFormat format, AggregateResult result, Optional<Problem> problem) {
    boolean complete = problem.isEmpty() && result.parts().complete();
    Buffer text =
        Buffer.buffer(format.beforeLast() + format.begin("done"))
            .appendString("\"complete\":" + complete + ",\"errors\":")
            .appendBuffer(PartErrors.of(result.parts()));
    problem.ifPresent(
        why -> text.appendString(",\"problem\":").appendBuffer(why.json(retryAfter(why))));
    return whole(text, format);
  }

  /** What a response of its own would say in a header. */
  private static Buffer retryAfter(Problem problem) {
    Buffer member = Buffer.buffer();
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> member.appendString(",\"retryAfter\":" + seconds));
    return member;
  }

  /** Nothing has happened for a while. */
  static StreamEvent heartbeat(StreamFormat format) {
    return new StreamEvent(Buffer.buffer(format.heartbeat()), Optional.empty(), NOTHING);
  }

  private static StreamEvent whole(Buffer text, StreamFormat format) {
    return new StreamEvent(text.appendString(format.end()), Optional.empty(), NOTHING);
  }
}
