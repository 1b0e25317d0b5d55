package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One named slot of an answer. Immutable.
 *
 * @param required whether the whole answer fails with it
 * @param fallback the JSON document that stands in for a missing value
 * @param timeout the longest its call may take
 * @param needs the parts whose bodies its inputs come from; they are called first
 * @param dependentInputs how those inputs are computed; present exactly when it needs parts
 */
public record Part(
    String name,
    boolean required,
    Optional<Buffer> fallback,
    Duration timeout,
    List<String> needs,
    Optional<DependentInputs> dependentInputs,
    PartCall call) {}
