package io.tributary.backend.request;

import io.tributary.backend.AcceptedStatuses;
import java.util.List;
import java.util.Map;

/**
 * How a part's requests are made from a request's inputs. Immutable.
 *
 * @param pathTemplate RFC 6570; variables are path parameters, derived values, then query
 *     parameters
 * @param forward the client's headers that are passed on, as an allow-list
 * @param headers constants
 */
public record PartRequest(
    String pathTemplate,
    AcceptedStatuses accept,
    List<String> forward,
    Map<String, String> headers) {}
