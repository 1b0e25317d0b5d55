package io.tributary.http;

import io.tributary.http.admission.AdmissionLimit;
import io.tributary.scope.ByteBudget;
import io.tributary.server.ConnectionLimit;
import java.time.Duration;

/**
 * The limits of the public server. All event loops share them.
 *
 * @param admission the requests in flight
 * @param connections the open connections of clients
 * @param bytes what was read from backends and not yet written to clients
 * @param headTimeout the longest that a request head may take to arrive
 * @param writeTimeout the longest that 64 KiB of a response, or its rest, may take to be read
 */
public record PublicLimits(
    AdmissionLimit admission,
    ConnectionLimit connections,
    ByteBudget bytes,
    Duration headTimeout,
    Duration writeTimeout) {}
