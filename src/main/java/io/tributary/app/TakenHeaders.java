package io.tributary.app;

import io.tributary.aggregate.HeaderRule;
import io.tributary.aggregate.HeaderRules;
import io.tributary.aggregate.StrictestCachePolicy;
import io.tributary.config.AggregateConfig;
import io.tributary.config.HeaderConfig;
import io.tributary.config.PartConfig;
import java.util.ArrayList;
import java.util.List;

/** The headers of backends that the response of one aggregate depends on. Immutable. */
record TakenHeaders(AggregateConfig aggregate) {

  /** What the response has of them. */
  HeaderRules rules() {
    return new HeaderRules(
        aggregate.headers().stream().filter(HeaderConfig::passes).map(TakenHeaders::rule).toList(),
        aggregate.headers().stream()
            .filter(header -> !header.passes())
            .map(HeaderConfig::name)
            .toList());
  }

  private static HeaderRule rule(HeaderConfig header) {
    return new HeaderRule(
        header.name(),
        switch (header.rule()) {
          case FROM -> new HeaderRule.Values.From(header.from().orElseThrow());
          case FIRST -> new HeaderRule.Values.First();
          case ALL -> new HeaderRule.Values.All();
          case APPEND -> new HeaderRule.Values.Append();
          case DROP -> throw new IllegalArgumentException("not of a part: " + header.name());
        });
  }

  /** The names of the headers that calls of this part keep. Usually there are none. */
  List<String> of(PartConfig part) {
    List<String> names = new ArrayList<>();
    if (aggregate.strictest()) {
      names.addAll(StrictestCachePolicy.HEADERS);
    }
    if (!part.background()) {
      aggregate.headers().stream()
          .filter(header -> takes(header, part.name()))
          .forEach(header -> names.add(header.name()));
    }
    return names;
  }

  private boolean takes(HeaderConfig header, String part) {
    return switch (header.rule()) {
      case DROP -> false;
      case FROM -> canStandFor(header.from().orElseThrow(), part);
      case FIRST, ALL, APPEND -> true;
    };
  }

  /** Whether the part is the other one, or can take its place. */
  private boolean canStandFor(String other, String part) {
    return part.equals(other)
        || aggregate.fallbackOf(part).stream().anyMatch(one -> canStandFor(other, one));
  }
}
