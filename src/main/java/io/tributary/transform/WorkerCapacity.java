package io.tributary.transform;

/**
 * The state of the workers at one moment. Immutable.
 *
 * @param size the configured number of workers
 * @param able workers that run jobs, or are free to
 * @param stuck workers whose job runs past its deadline, whether a spare took their place or not
 */
public record WorkerCapacity(int size, int able, int stuck) {}
