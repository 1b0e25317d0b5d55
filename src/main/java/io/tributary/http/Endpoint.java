package io.tributary.http;

import io.tributary.aggregate.Plan;
import io.tributary.config.AggregateConfig;

/** An aggregate as the public server offers it: its settings, and what is called. Immutable. */
public record Endpoint(AggregateConfig aggregate, Plan plan) {}
