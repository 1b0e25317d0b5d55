package io.tributary.aggregate;

/**
 * A part that is called when the result is known. No response waits for it or shows it. Immutable.
 *
 * @param share of the requests that it is called for, from 0 to 1
 */
public record BackgroundPart(Part part, double share) {}
