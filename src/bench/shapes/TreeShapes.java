import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The shapes of plans.yaml as a developer writes them for Jackson's trees. */
final class TreeShapes {
  private TreeShapes() {}

  private static void each(ObjectNode parts, String part, Consumer<ObjectNode> change) {
    parts.path(part).forEach(element -> change.accept((ObjectNode) element));
  }

  /** The first element of both lists. */
  public static final class Pick implements Transform {
    @Override
    public String name() {
      return "pick-trees";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      ObjectNode picked = parts.objectNode();
      parts.properties().forEach(part -> picked.set(part.getKey(), part.getValue().path(0)));
      return picked;
    }
  }

  /** Two members of each element. */
  public static final class Keep implements Transform {
    @Override
    public String name() {
      return "keep-trees";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      each(parts, "orders", order -> order.retain(List.of("id", "userId")));
      each(parts, "users", user -> user.retain(List.of("id", "name")));
      return parts;
    }
  }

  /** One member of each element under another name. */
  public static final class Rename implements Transform {
    @Override
    public String name() {
      return "rename-trees";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      each(parts, "orders", order -> order.set("customer", order.remove("userId")));
      each(parts, "users", user -> user.set("title", user.remove("name")));
      return parts;
    }
  }

  /** The user of each order. */
  public static final class Join implements Transform {
    @Override
    public String name() {
      return "join-trees";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      Map<JsonNode, JsonNode> users = new HashMap<>();
      for (JsonNode user : parts.remove("users")) {
        if (user.has("id")) {
          users.putIfAbsent(user.get("id"), user);
        }
      }
      each(
          parts,
          "orders",
          order ->
              order.set(
                  "user", users.getOrDefault(order.path("userId"), NullNode.getInstance())));
      return parts;
    }
  }
}
