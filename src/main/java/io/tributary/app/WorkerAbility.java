package io.tributary.app;

import io.tributary.ops.Ability;
import io.tributary.transform.WorkerCapacity;

/** Says for the probes what stuck transforms mean. Stateless. */
final class WorkerAbility {
  private WorkerAbility() {}

  static Ability of(WorkerCapacity workers) {
    if (workers.stuck() == 0) {
      return new Ability.Full();
    }
    if (workers.able() == 0) {
      return new Ability.Lost(
          "no transform worker is left, %d are stuck; restart it".formatted(workers.stuck()));
    }
    return new Ability.Impaired(
        workers.able() == workers.size()
            ? "%d transform workers are stuck, spares took their place".formatted(workers.stuck())
            : "only %d of %d transform workers are left, %d are stuck; restart it"
                .formatted(workers.able(), workers.size(), workers.stuck()));
  }
}
