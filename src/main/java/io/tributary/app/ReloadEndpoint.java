package io.tributary.app;

import static java.util.stream.Collectors.joining;

import io.tributary.http.Problem;
import io.tributary.json.JsonText;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Exchange;
import io.tributary.ops.SettingChange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
          respond(
              exchange,
              UNPROCESSABLE,
              "{\"problems\":" + array(problems, ReloadEndpoint::quoted) + "}");
    }
  }

  private static void respond(Exchange exchange, int status, String json) {
    exchange.respond(status, Exchange.JSON, Buffer.buffer(json));
  }

  private static String inForce(
      long generation, List<SettingChange> changes, List<String> restart) {
    return "{\"generation\":%d,\"changes\":%s,\"restart\":%s}"
        .formatted(
            generation,
            array(changes, ReloadEndpoint::change),
            array(restart, ReloadEndpoint::quoted));
  }

  private static String change(SettingChange change) {
    return "{\"path\":%s,\"before\":%s,\"after\":%s}"
        .formatted(quoted(change.path()), orNull(change.before()), orNull(change.after()));
  }

  private static String orNull(Optional<String> text) {
    return text.map(ReloadEndpoint::quoted).orElse("null");
  }

  private static String quoted(String text) {
    return new String(JsonText.quoted(text), StandardCharsets.UTF_8);
  }

  private static <T> String array(List<T> all, Function<T, String> json) {
    return all.stream().map(json).collect(joining(",", "[", "]"));
  }
}
