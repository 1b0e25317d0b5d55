package io.tributary.backend;

import io.tributary.backend.tls.BackendTls;
import io.tributary.config.BackendConfig;
import java.util.Optional;

/**
 * A backend's configuration, with the state of its connections that all event loops share.
 *
 * @param singleUse whether its connections serve one request each
 * @param tls its TLS settings; empty if its origin is not {@code https}
 */
public record BackendState(BackendConfig config, SingleUse singleUse, Optional<BackendTls> tls) {}
