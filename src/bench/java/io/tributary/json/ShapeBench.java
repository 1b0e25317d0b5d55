package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import io.tributary.OrderList;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code pick}, {@code keep}, {@code rename} and a join by key cost, from the bytes of one
 * document of orders to the bytes that the response shows; and the same with Jackson's trees, JSLT
 * and jq. The join also reads a list of customers, a tenth of the orders' size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ShapeBench {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> KEPT = List.of("id", "userId", "status");

  @Param({"17", "300"})
  public int kilobytes;

  @Param({"pick", "keep", "rename", "join"})
  public String what = "";

  private Work bytes = () -> 0;
  private Work trees = () -> 0;
  private Work jslt = () -> 0;
  private Work jq = () -> 0;

  private interface Work {
    int run() throws IOException;
  }

  private interface Change {
    void of(ObjectNode element);
  }

  @Setup
  public void prepare() throws IOException {
    byte[] orders = OrderList.document(kilobytes * 1000).getBytes(UTF_8);
    byte[] users = OrderList.users(kilobytes * 100).getBytes(UTF_8);
    switch (what) {
      case "pick" -> {
        Pointer pick = Pointer.of(List.of("data", "items"));
        bytes = () -> pick.find(Slice.document(orders)).orElseThrow().length();
        trees = () -> written(MAPPER.readTree(orders).at("/data/items"));
        jslt(".data.items", orders);
        jq(".data.items", orders);
      }
      case "keep" -> {
        shape(Shape.of(KEPT, List.of(), Map.of()), orders);
        trees(element -> element.retain(KEPT), orders);
        jslt("{\"data\":{\"items\":[for (.data.items) {\"id\":.id,\"userId\":.userId,\"status\":.status}]}}", orders);
        jq("{data:{items:[.data.items[]|{id,userId,status}]}}", orders);
      }
      case "rename" -> {
        shape(Shape.of(List.of(), List.of(), Map.of("id", "orderId")), orders);
        trees(element -> element.set("orderId", element.remove("id")), orders);
        jslt("{\"data\":{\"items\":[for (.data.items) {\"orderId\":.id,* - id:.}]}}", orders);
        jq("{data:{items:[.data.items[]|(.orderId=.id|del(.id))]}}", orders);
      }
      default -> join(orders, users);
    }
  }

  private void shape(Shape shape, byte[] orders) {
    Pointer items = Pointer.of(List.of("data", "items"));
    bytes = () -> items.find(Slice.document(orders), shape).orElseThrow().shown().length();
  }

  private void trees(Change change, byte[] orders) {
    trees =
        () -> {
          JsonNode items = MAPPER.readTree(orders).at("/data/items");
          items.forEach(element -> change.of((ObjectNode) element));
          return written(items);
        };
  }

  private void jslt(String text, byte[] input) {
    Expression expression = Parser.compileString(text);
    jslt = () -> written(expression.apply(MAPPER.readTree(input)));
  }

  private void jq(String text, byte[] input) throws IOException {
    net.thisptr.jackson.jq.Scope scope = net.thisptr.jackson.jq.Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    JsonQuery query = JsonQuery.compile(text, Versions.JQ_1_6);
    jq =
        () -> {
          int[] length = {0};
          query.apply(scope, MAPPER.readTree(input), node -> length[0] += written(node));
          return length[0];
        };
  }

  private void join(byte[] orders, byte[] users) throws IOException {
    ListJoin join = new ListJoin("customer", "userId", "id");
    Pointer items = Pointer.of(List.of("data", "items"));
    bytes =
        () -> {
          Slice list = items.find(Slice.document(orders)).orElseThrow();
          Slice other = Slice.document(users);
          return join.joined(
                  ShownValue.whole(list), ShownValue.whole(other), Integer.MAX_VALUE)
              .orElseThrow()
              .length();
        };
    trees =
        () -> {
          Map<JsonNode, JsonNode> byId = new HashMap<>();
          MAPPER.readTree(users).forEach(user -> byId.putIfAbsent(user.path("id"), user));
          JsonNode list = MAPPER.readTree(orders).at("/data/items");
          for (JsonNode order : list) {
            ((ObjectNode) order)
                .set("customer", byId.getOrDefault(order.path("userId"), NullNode.getInstance()));
          }
          return written(list);
        };
    byte[] both =
        ("{\"orders\":" + new String(orders, UTF_8) + ",\"users\":" + new String(users, UTF_8) + "}")
            .getBytes(UTF_8);
    jslt(
        "let users = {for (.users) .id : .} [for (.orders.data.items) {\"customer\":get-key($users, .userId),*:.}]",
        both);
    jq(
        "(.users|map({key:.id,value:.})|from_entries) as $u | [.orders.data.items[]|.customer=$u[.userId]]",
        both);
  }

  private static int written(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree).length;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public int bytes() throws IOException {
    return bytes.run();
  }

  @Benchmark
  public int jacksonTrees() throws IOException {
    return trees.run();
  }

  @Benchmark
  public int jslt() throws IOException {
    return jslt.run();
  }

  @Benchmark
  public int jacksonJq() throws IOException {
    return jq.run();
  }
}
