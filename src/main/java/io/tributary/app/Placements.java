package io.tributary.app;

import io.tributary.aggregate.DataForm;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Place;
import io.tributary.backend.request.FormedPartCall;
import io.tributary.backend.request.FormedPartCall.Form;
import io.tributary.config.AggregateConfig;
import io.tributary.config.PartConfig;
import io.tributary.transform.Assembly;
import io.tributary.transform.Insertion;
import io.tributary.transform.Workers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the response of one aggregate shows its parts. Immutable. */
record Placements(AggregateConfig aggregate) {

  DataForm form(int maxOutput, Workers workers) {
    List<Insertion> insertions = aggregate.parts().stream().flatMap(Placements::insertion).toList();
    return new DataForm(
        insertions.isEmpty()
            ? Optional.empty()
            : Optional.of(new Assembly(insertions, maxOutput, workers)),
        switch (aggregate.sameName()) {
          case FIRST -> DataForm.SameName.FIRST;
          case LAST -> DataForm.SameName.LAST;
        });
  }

  private static Stream<Insertion> insertion(PartConfig part) {
    return part.placement().into().stream()
        .map(
            into ->
                part.placement()
                    .match()
                    .map(match -> Insertion.of(part.name(), into, match))
                    .orElseGet(() -> Insertion.of(part.name(), into)));
  }

  Place of(PartConfig part) {
    return part.placement()
        .into()
        .<Place>map(Place.Inside::new)
        .orElseGet(() -> part.placement().flatten() ? new Place.Lifted() : new Place.Slot());
  }

  /** The call, which fails if its value cannot stand where it is to be shown. */
  PartCall formed(PartConfig part, PartCall call) {
    if (part.placement().flatten()) {
      return new FormedPartCall(call, Form.LIFTED);
    }
    if (part.placement().match().isPresent() || aggregate.isJoined(part.name())) {
      return new FormedPartCall(call, Form.LIST);
    }
    return aggregate.holdsAnother(part.name()) ? new FormedPartCall(call, Form.OBJECT) : call;
  }
}
