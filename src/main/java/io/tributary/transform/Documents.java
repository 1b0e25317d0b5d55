package io.tributary.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.Config;
import io.tributary.json.Slice;
import io.tributary.transform.jslt.Watch;
import io.tributary.transform.jslt.WatchedNodes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one computation on a worker reads, by name: as bytes, and as a tree if JSLT
 * needs one. Confined to the thread that reads them.
 */
final class Documents {
  private final Map<String, Buffer> bodies;
  private final Config.Transforms limits;
  private @Nullable Map<String, Slice> slices;
  private @Nullable ObjectNode tree;

  Documents(Map<String, Buffer> bodies, Config.Transforms limits) {
    this.bodies = bodies;
    this.limits = limits;
  }

  static Map<String, Slice> slices(Map<String, Buffer> bodies) {
    Map<String, Slice> slices = new HashMap<>();
    bodies.forEach((name, body) -> slices.put(name, Slice.document(body.getBytes())));
    return slices;
  }

  Map<String, Slice> slices() {
    if (slices == null) {
      slices = slices(bodies);
    }
    return slices;
  }

  /** An object with one member for each document. */
  ObjectNode tree() {
    if (tree == null) {
      try {
        tree = new JsonTrees(new WatchedNodes(new Watch(limits.maxAllocation()))).parse(bodies);
      } catch (IOException checked) {
        throw new UncheckedIOException(checked);
      }
    }
    return tree;
  }
}
