package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.aggregate.Place;
import io.tributary.aggregate.Plan;
import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Assembles the parts' unmodified bytes to one response body. The constant pieces are prepared once
 * per plan. Thread-safe.
 */
final class Envelope {
  private static final ByteBuf COMPLETE = ascii("{\"complete\":true,\"data\":");
  private static final ByteBuf INCOMPLETE = ascii("{\"complete\":false,\"data\":");
  private static final ByteBuf END_OF_DATA = ascii("}");
  private static final ByteBuf NO_ERRORS = ascii(",\"errors\":[]}");
  private static final ByteBuf ERRORS = ascii(",\"errors\":");
  private static final ByteBuf END = ascii("}");
  static final ByteBuf NULL = ascii("null");
  private static final int PIECES_OF_FRAME = 5;

  private final List<ByteBuf> keys = new ArrayList<>();
  private final Optional<LiftedData> lifted;

  Envelope(Plan plan) {
    this.lifted = LiftedData.of(plan);
    for (Part part : plan.parts()) {
      if (!hasSlot(part)) {
        continue;
      }
      Buffer key = Buffer.buffer(keys.isEmpty() ? "{" : ",");
      key.appendBytes(JsonText.quoted(part.name())).appendString(":");
      keys.add(ResponseBody.bytes(key));
    }
  }

  /** The response body with each of its parts under its name. */
  ResponseBody of(PartResults results) {
    if (lifted.isPresent()) {
      return finish(lifted.get().addTo(begin(results, 4 * results.all().size()), results), results);
    }
    ResponseBody body = begin(results, 2 * keys.size());
    int next = 0;
    for (PartResult part : results.all()) {
      if (hasSlot(part.part())) {
        body.add(keys.get(next++));
        body.add(part.value().map(ResponseBody::bytes).orElse(NULL));
      }
    }
    return finish(body.add(END_OF_DATA), results);
  }

  static boolean hasSlot(Part part) {
    return part.shown() && part.place() instanceof Place.Slot;
  }

  /** The response body with a transform's document as its data. */
  ResponseBody of(PartResults results, Buffer data) {
    return finish(begin(results, 1).add(ResponseBody.bytes(data)), results);
  }

  private static ResponseBody begin(PartResults results, int pieces) {
    boolean complete = results.complete();
    return new ResponseBody(pieces + PIECES_OF_FRAME).add(complete ? COMPLETE : INCOMPLETE);
  }

  private static ResponseBody finish(ResponseBody body, PartResults results) {
    return results.complete()
        ? body.add(NO_ERRORS)
        : body.add(ERRORS).add(ResponseBody.bytes(PartErrors.of(results))).add(END);
  }

  static ByteBuf ascii(String text) {
    return ResponseBody.bytes(Buffer.buffer(text));
  }
}
