package io.tributary.http;

import io.tributary.aggregate.Metrics;
import java.time.Duration;

/**
 * What the public servers of all event loops share.
 *
 * @param deadline the longest a request may take
 */
public record PublicSettings(
    String host,
    int port,
    Duration deadline,
    AdmissionLimit door,
    ConnectionDraining closing,
    Metrics metrics) {}
