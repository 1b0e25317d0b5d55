package io.tributary.config.read;

import io.tributary.config.Expression;
import io.tributary.config.RequestConfig;
import io.tributary.config.RequestConfig.Method;
import io.tributary.config.yaml.MessageText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads method and body of a part's requests. Mistakes are reported. */
final class RequestReader {
  private static final List<Method> METHODS = List.of(Method.values());

  private RequestReader() {}

  /**
   * Reads {@code method}, {@code body} and {@code idempotent}.
   *
   * @param expressions reads the body
   * @param backend the name of the part's backend
   * @param lean the names of the backends that are called by GET only
   */
  static RequestConfig read(
      ObjectReader section, ExpressionReader expressions, String backend, Set<String> lean) {
    Optional<Method> method =
        section
            .optional("method")
            .map(value -> Choice.of(value, METHODS, Method::name).orElse(Method.POST));
    Optional<ConfigValue> body = section.optional("body");
    Optional<ConfigValue> idempotent = section.optional("idempotent");
    boolean reads = method.orElse(Method.GET) == Method.GET;
    if (body.isPresent() && reads) {
      section.problem("body", "needs a method such as POST");
    }
    if (idempotent.isPresent() && reads) {
      section.problem("idempotent", "has no effect: a GET can always be sent again");
    }
    if (!reads && lean.contains(backend)) {
      section.problem(
          "method",
          "must be GET: the backend "
              + MessageText.plain(backend)
              + " has transport: lean, which sends nothing else");
    }
    return new RequestConfig(
        method.orElse(Method.GET),
        body.flatMap(value -> body(value, expressions)),
        idempotent.flatMap(ConfigValue::truth).orElse(false));
  }

  private static Optional<Expression> body(ConfigValue value, ExpressionReader expressions) {
    Optional<Expression> body = expressions.read(value);
    boolean several =
        body.isPresent()
            && body.get() instanceof Expression.Places places
            && places.levels().size() > 1;
    return several ? value.refuse("must be one document: JSLT, or pointer") : body;
  }
}
