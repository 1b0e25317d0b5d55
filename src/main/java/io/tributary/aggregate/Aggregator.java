package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;

/**
 * Fills every part of a plan at the same time. Starts each part as soon as its inputs are known,
 * waits for no part longer than its time, and never lets one part's failure touch another's value.
 * Stateless; call it on an event loop, where everything it starts stays.
 */
public final class Aggregator {

  /**
   * Gathers one answer.
   *
   * @param deadline when the answer must be out
   * @param cancellation stops every call when cancelled; cancelled by this when a required part
   *     fails
   * @return the settled parts. It never fails, and settles at the deadline at the latest
   */
  public Future<AggregateResult> gather(
      Plan plan, Inputs inputs, Deadline deadline, Cancellation cancellation) {
    return new Gather(plan, inputs, deadline, cancellation).start();
  }
}
