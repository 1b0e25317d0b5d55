package io.tributary.console;

import io.tributary.config.Config;
import io.tributary.explain.Explainer;
import io.tributary.explain.ExplanationText;
import io.tributary.explain.HeaderLine;
import io.tributary.http.BadRequestException;
import io.tributary.http.QueryString;
import io.tributary.ops.Endpoint;
import io.tributary.ops.Endpoint.Access;
import io.tributary.ops.Endpoint.Methods;
import io.tributary.ops.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /console/explain?method=GET&url=/aggregate&header=NAME: VALUE}: what the service would
 * do with a request, as text. Nothing is sent. Stateless.
 */
public final class ExplainEndpoint {
  private ExplainEndpoint() {}

  /** The endpoint. It explains with the configuration that is in force then. */
  public static Endpoint of(Vertx vertx, Supplier<Config> config) {
    return new Endpoint(
        "/console/explain",
        Access.GUARDED,
        Methods.GET,
        exchange -> {
          exchange.request().response().putHeader("X-Content-Type-Options", "nosniff");
          try {
            Question question = Question.read(exchange.request().query());
            exchange.respond(
                Exchange.TEXT,
                vertx.executeBlocking(() -> question.answer(config.get()), /* ordered= */ false));
          } catch (BadRequestException wrong) {
            exchange.refuse(wrong.problem());
          }
        });
  }

  private record Question(String method, String url, MultiMap headers) {
    static Question read(@Nullable String query) {
      Map<String, List<String>> parameters = QueryString.parse(query);
      String method = one(parameters, "method");
      if (!HeaderLine.isToken(method)) {
        throw new BadRequestException("method must be a method of HTTP, such as GET");
      }
      MultiMap headers = HttpHeaders.headers();
      for (String line : parameters.getOrDefault("header", List.of())) {
        if (!HeaderLine.addTo(headers, line)) {
          throw new BadRequestException("header must be a name and a value, as in X-Tenant: a");
        }
      }
      return new Question(method, one(parameters, "url"), headers);
    }

    private static String one(Map<String, List<String>> parameters, String name) {
      List<String> values = parameters.getOrDefault(name, List.of());
      if (values.size() != 1 || values.getFirst().isEmpty()) {
        throw new BadRequestException(name + " is required, once");
      }
      return values.getFirst();
    }

    Buffer answer(Config config) {
      return Buffer.buffer(
          ExplanationText.of(
                  method + " " + url,
                  new Explainer(config).explain(HttpMethod.valueOf(method), url, headers))
              + "\n");
    }
  }
}
