package io.tributary.app;

import io.tributary.http.Problem;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Exchange;
import io.tributary.ops.JsonMembers;
import io.tributary.ops.SettingChange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code POST /reload} of the management port: loads the configuration again. Stateless. */
final class ReloadEndpoint {
  private static final int UNPROCESSABLE = 422;

  private ReloadEndpoint() {}

  /**
   * The endpoint.
   *
   * @param reloader empty while the service starts
   */
  static Endpoint of(Vertx vertx, Supplier<Optional<Reloader>> reloader) {
    return new Endpoint(
        "/reload",
        Endpoint.Access.GUARDED,
        Endpoint.Methods.POST,
        exchange ->
            exchange.body(
                _ ->
                    reloader
                        .get()
                        .ifPresentOrElse(
                            ready -> reload(vertx.getOrCreateContext(), ready, exchange),
                            () -> exchange.refuse(Problem.of(503, "the service is starting")))));
  }

  private static void reload(Context loop, Reloader reloader, Exchange exchange) {
    var _ =
        reloader
            .reload(ReloadReason.REQUEST)
            .onSuccess(result -> loop.runOnContext(_ -> respond(exchange, result)));
  }

  private static void respond(Exchange exchange, Reloaded result) {
    switch (result) {
      case Reloaded.Applied(long generation, var changes, var restart) ->
          respond(exchange, 200, inForce(generation, changes, restart));
      case Reloaded.Unchanged(long generation, var restart) ->
          respond(exchange, 200, inForce(generation, List.of(), restart));
      case Reloaded.Refused(var problems) ->
          respond(exchange, UNPROCESSABLE, new JsonMembers().putTexts("problems", problems));
    }
  }

  private static void respond(Exchange exchange, int status, JsonMembers json) {
    exchange.respond(status, Exchange.JSON, json.toBuffer());
  }

  private static JsonMembers inForce(
      long generation, List<SettingChange> changes, List<String> restart) {
    return new JsonMembers()
        .put("generation", generation)
        .putAll("changes", changes.stream().map(ReloadEndpoint::json).toList())
        .putTexts("restart", restart);
  }

  private static JsonMembers json(SettingChange change) {
    return new JsonMembers()
        .put("path", change.path())
        .put("before", change.before())
        .put("after", change.after());
  }
}
