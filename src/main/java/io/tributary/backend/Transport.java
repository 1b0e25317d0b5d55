package io.tributary.backend;

/**
 * Carries requests to backends over one kind of HTTP client. There is one for each event loop, and
 * its backends are confined to that event loop, so that no call switches threads.
 */
public interface Transport {
  /**
   * Creates the innermost backend, which makes one HTTP exchange for each call and retries it once
   * after a stale kept-alive connection. It opens connections on demand.
   */
  TransportBackend to(BackendState backend);
}
