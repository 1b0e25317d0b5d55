package io.tributary.transform.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of a transform's input. Reading an element or a member is a step that the watch
 * checks, so that a loop over them ends. Confined to the thread of the watch.
 */
public final class WatchedNodes extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  private final transient Watch watch;

  /** Makes nodes that this watch checks. */
  public WatchedNodes(Watch watch) {
    this.watch = watch;
  }

  /** The watch of an input. An input made of other nodes gets one that observes interrupts only. */
  static Watch watchOf(JsonNode input) {
    return input instanceof WatchedObject watched ? watched.watch : new Watch(Long.MAX_VALUE / 2);
  }

  @Override
  public ArrayNode arrayNode() {
    return new WatchedArray(this, watch);
  }

  @Override
  public ArrayNode arrayNode(int capacity) {
    return arrayNode();
  }

  @Override
  public ObjectNode objectNode() {
    return new WatchedObject(this, watch);
  }

  /** An array whose elements are read under the watch. */
  @SuppressWarnings("unchecked") // the deepCopy that it inherits
  private static final class WatchedArray extends ArrayNode {
    private static final long serialVersionUID = 1L;

    private final transient Watch watch;

    WatchedArray(JsonNodeFactory nodes, Watch watch) {
      super(nodes);
      this.watch = watch;
    }

    @Override
    public @Nullable JsonNode get(int index) {
      watch.check();
      return super.get(index);
    }

    @Override
    public Iterator<JsonNode> elements() {
      watch.check();
      return super.elements();
    }
  }

  /** An object whose members are read under the watch. */
  @SuppressWarnings("unchecked") // the deepCopy that it inherits
  private static final class WatchedObject extends ObjectNode {
    private static final long serialVersionUID = 1L;

    private final transient Watch watch;

    WatchedObject(JsonNodeFactory nodes, Watch watch) {
      super(nodes);
      this.watch = watch;
    }

    @Override
    public @Nullable JsonNode get(String name) {
      watch.check();
      return super.get(name);
    }
  }
}
