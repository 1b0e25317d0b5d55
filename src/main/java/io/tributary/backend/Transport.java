package io.tributary.backend;

import io.tributary.config.BackendConfig;

/**
 * Carries requests to backends over one kind of client. There is one for each event loop, and what
 * it makes is confined to that loop, so that no call hops between loops.
 */
public interface Transport {
  /**
   * The innermost backend: one exchange a call, with a stale kept-alive connection retried once.
   * Its connections are opened when they are needed.
   */
  Backend to(BackendConfig backend);
}
