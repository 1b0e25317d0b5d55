package io.tributary.backend;

import io.tributary.aggregate.Cancellation;
import io.vertx.core.MultiMap;

/**
 * One GET to a backend.
 *
 * @param uri origin-form, already checked with {@link RequestTarget}
 * @param headers what the backend gets, except {@code Host} and the time left
 * @param accept the statuses that count as success
 * @param cancellation when cancelled the request is reset at once
 */
public record Call(
    String uri, MultiMap headers, AcceptedStatuses accept, Cancellation cancellation) {}
