package io.tributary.config.read;

import io.tributary.config.AggregateMethod;
import io.tributary.config.BodySchema;
import java.util.List;
import java.util.Optional;

/** Reads what clients ask an aggregate with. Mistakes are reported. */
final class MethodReader {
  private static final List<AggregateMethod> METHODS = List.of(AggregateMethod.values());

  private MethodReader() {}

  /** The method. A wrong one counts as POST, which allows more. */
  static AggregateMethod read(ObjectReader section) {
    AggregateMethod method =
        section
            .optional("method")
            .map(
                value ->
                    Choice.of(value, METHODS, AggregateMethod::name).orElse(AggregateMethod.POST))
            .orElse(AggregateMethod.GET);
    if (method == AggregateMethod.POST && section.optional("cacheControl").isPresent()) {
      section.problem("cacheControl", "has no effect: nobody stores the response to a POST");
    }
    return method;
  }

  /** What describes the documents of clients, if anything does. */
  static Optional<BodySchema> schema(ObjectReader section, AggregateMethod method) {
    Optional<ConfigValue> value = section.optional("bodySchema");
    if (value.isPresent() && method == AggregateMethod.GET) {
      section.problem("bodySchema", "needs method: POST; a GET has no body");
    }
    return value.flatMap(BodySchemaReader::read);
  }
}
