import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.transform.Transform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/** The shapes of plans.yaml as programs of jq. */
abstract class JqShapes implements Transform {
  private final String name;
  private final Scope scope = Scope.newEmptyScope();
  private final JsonQuery query;

  private JqShapes(String name, String program) {
    this.name = name;
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    try {
      query = JsonQuery.compile(program, Versions.JQ_1_6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final JsonNode apply(ObjectNode parts) {
    List<JsonNode> made = new ArrayList<>(1);
    try {
      query.apply(scope, parts, made::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made.getFirst();
  }

  /** The first element of both lists. */
  public static final class Pick extends JqShapes {
    public Pick() {
      super("pick-jq", "{orders: .orders[0], users: .users[0]}");
    }
  }

  /** Two members of each element. */
  public static final class Keep extends JqShapes {
    public Keep() {
      super("keep-jq", "{orders: [.orders[] | {id, userId}], users: [.users[] | {id, name}]}");
    }
  }

  /** One member of each element under another name. */
  public static final class Rename extends JqShapes {
    public Rename() {
      super(
          "rename-jq",
          "{orders: [.orders[] | .customer = .userId | del(.userId)],"
              + " users: [.users[] | .title = .name | del(.name)]}");
    }
  }

  /** The user of each order. */
  public static final class Join extends JqShapes {
    public Join() {
      super(
          "join-jq",
          "(.users | map(select(.id) | {key: .id | tostring, value: .}) | from_entries) as $users"
              + " | {orders: [.orders[] | .user = $users[.userId | tostring]]}");
    }
  }
}
