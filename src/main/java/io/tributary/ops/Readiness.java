package io.tributary.ops;

import java.util.function.Supplier;

/**
 * What the probes of an orchestrator are told: whether the service should receive traffic, and
 * whether it should be restarted. Thread-safe.
 */
public final class Readiness {
  private volatile boolean ready;
  private boolean over;
  private volatile Supplier<Ability> ability = Ability.Full::new;

  /** The response to a probe. */
  public record Probe(int status, String text) {}

  /** The service is warmed up and listening. Has no effect once it shuts down. */
  public synchronized void ready() {
    ready = !over;
  }

  /** The service is shutting down. */
  public synchronized void notReady() {
    over = true;
    ready = false;
  }

  /** Asks this at each probe. It must not block. */
  public void observe(Supplier<Ability> current) {
    ability = current;
  }

  /** Whether the service should receive traffic. */
  public Probe readyz() {
    if (!ready) {
      return new Probe(503, "not ready");
    }
    return switch (ability.get()) {
      case Ability.Full _ -> new Probe(200, "ready");
      case Ability.Impaired(String why) -> new Probe(200, "ready, but " + why);
      case Ability.Lost(String why) -> new Probe(503, "not ready: " + why);
    };
  }

  /** Whether the process should go on running. */
  Probe livez() {
    return ability.get() instanceof Ability.Lost(String why)
        ? new Probe(503, why)
        : new Probe(200, "alive");
  }
}
