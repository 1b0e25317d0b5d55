package io.tributary.transform;

import io.tributary.config.AcceptedStatuses;
import io.tributary.config.ConditionConfig;
import io.tributary.config.ContractConfig;
import io.tributary.config.Expression;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.PlacementConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.ShapeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of which only what is computed for it matters. */
final class ComputedPart {
  private ComputedPart() {}

  static PartConfig of(
      List<PartConfig.Derived> values, Optional<Expression> when, RequestConfig request) {
    return new PartConfig(
        "p",
        "b",
        PathTemplate.of("/"),
        false,
        Optional.empty(),
        Duration.ofSeconds(1),
        AcceptedStatuses.successful(),
        NotFound.FAIL,
        List.of(),
        Map.of(),
        values,
        List.of("orders"),
        Optional.empty(),
        ShapeConfig.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        when.map(expression -> new ConditionConfig(expression, "")),
        false,
        PartConfig.ALWAYS,
        request,
        Optional.empty(),
        ContractConfig.OFF,
        PlacementConfig.SLOT);
  }
}
