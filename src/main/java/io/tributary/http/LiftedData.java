package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.DataForm.SameName;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.aggregate.Place;
import io.tributary.aggregate.Plan;
import io.tributary.json.BufferSlice;
import io.tributary.json.JsonText;
import io.tributary.json.LiftedMembers;
import io.tributary.json.Slice;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of a response in which members of some parts stand beside the other parts, in the order
 * of the plan. A part with a slot keeps it: lifted members of that name are left out. Thread-safe.
 */
final class LiftedData {
  private static final ByteBuf BEGIN = Envelope.ascii("{");
  private static final ByteBuf COMMA = Envelope.ascii(",");
  private static final ByteBuf END = Envelope.ascii("}");

  private final Set<String> slots = new HashSet<>();
  private final SameName counts;

  private LiftedData(Plan plan) {
    this.counts = plan.form().sameName();
    plan.parts().stream().filter(Envelope::hasSlot).map(Part::name).forEach(slots::add);
  }

  /** The data of this plan, if it has a part whose members are lifted. */
  static Optional<LiftedData> of(Plan plan) {
    return plan.parts().stream().anyMatch(LiftedData::isLifted)
        ? Optional.of(new LiftedData(plan))
        : Optional.empty();
  }

  private static boolean isLifted(Part part) {
    return part.shown() && part.place() instanceof Place.Lifted;
  }

  ResponseBody addTo(ResponseBody body, PartResults results) {
    Slice[] lifted = lifted(results.all());
    body.add(BEGIN);
    boolean first = true;
    for (int i = 0; i < lifted.length; i++) {
      PartResult result = results.all().get(i);
      boolean slot = Envelope.hasSlot(result.part());
      if (slot || lifted[i].length() > 0) {
        if (!first) {
          body.add(COMMA);
        }
        first = false;
      }
      if (slot) {
        Buffer key = Buffer.buffer(JsonText.quoted(result.part().name())).appendString(":");
        body.add(ResponseBody.bytes(key));
        body.add(result.value().map(ResponseBody::bytes).orElse(Envelope.NULL));
      } else if (lifted[i].length() > 0) {
        body.add(ResponseBody.bytes(BufferSlice.buffer(lifted[i])));
      }
    }
    return body.add(END);
  }

  /** The members of each part that are lifted, in the order of the parts. */
  private Slice[] lifted(List<PartResult> results) {
    int size = results.size();
    Slice[] lifted = new Slice[size];
    Set<String> taken = new HashSet<>(slots);
    for (int i = 0; i < size; i++) {
      int index = counts == SameName.FIRST ? i : size - 1 - i;
      Set<String> names = new HashSet<>();
      lifted[index] = members(results.get(index), taken, names);
      taken.addAll(names);
    }
    return lifted;
  }

  private static Slice members(PartResult result, Set<String> taken, Set<String> names) {
    Optional<Slice> value =
        isLifted(result.part()) ? result.value().map(BufferSlice::of) : Optional.empty();
    return value
        .filter(Slice::isObject)
        .map(object -> LiftedMembers.of(object, taken, names))
        .orElseGet(Slice::ofNothing);
  }
}
