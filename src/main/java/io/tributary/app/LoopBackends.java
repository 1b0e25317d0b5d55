package io.tributary.app;

import io.tributary.backend.Backend;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportBackend;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The backends of one event loop, with its connections to them. Generations that share a backend
 * share the connections. Confined to that event loop.
 */
final class LoopBackends {
  private final Transport transport;
  private final Map<SharedBackend, Connected> open = new HashMap<>();

  private record Connected(TransportBackend innermost, Backend decorated) {}

  LoopBackends(Transport transport) {
    this.transport = transport;
  }

  /** The backends of a generation, by name. Opens no connection. */
  Map<String, Backend> of(Generation generation) {
    Map<String, Backend> backends = new HashMap<>();
    generation
        .backends()
        .forEach(
            shared ->
                backends.put(
                    shared.config().name(),
                    open.computeIfAbsent(shared, this::connected).decorated()));
    return Map.copyOf(backends);
  }

  private Connected connected(SharedBackend shared) {
    TransportBackend innermost = transport.to(shared.state());
    return new Connected(innermost, shared.pipeline().around(innermost));
  }

  /** Closes the connections to these backends. */
  void close(Collection<SharedBackend> gone) {
    for (SharedBackend shared : gone) {
      Connected connected = open.remove(shared);
      if (connected != null) {
        connected.innermost().close();
      }
    }
  }
}
