package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A transform written in Java, found by {@link java.util.ServiceLoader} in the jars of the folder
 * {@code transforms} beside the configuration, and named there as {@code transform: java:NAME}. It
 * has a public constructor without parameters. It runs on several worker threads at a time, so it
 * must be thread-safe. An exception fails only its own request, with status 500.
 *
 * <p>Its thread is interrupted at the deadline. Long computations observe that: reading elements
 * and members of the input does, a loop over something else asks {@link Thread#isInterrupted()}.
 */
public interface Transform {

  /** The name after {@code java:}. */
  String name();

  /**
   * Computes the response's {@code data}.
   *
   * @param parts every part's document by its name, in configured order; JSON null for a part
   *     without a value. The tree belongs to this call and may be changed
   */
  JsonNode apply(ObjectNode parts);
}
