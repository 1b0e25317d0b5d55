package io.tributary.transform;

import io.tributary.aggregate.Inputs;
import io.tributary.config.Expression;
import io.tributary.config.input.InputConfig;
import io.tributary.transform.jslt.Jslt;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What expressions read of a client's request beside the bodies of parts: its inputs and its own
 * document, if they use them. Immutable.
 */
final class ClientDocuments {
  private final Optional<InputsDocument> inputs;
  private final boolean body;

  /**
   * Finds out what is read.
   *
   * @param inputs those of the aggregate
   * @param compiled these expressions among others
   */
  ClientDocuments(
      List<Expression> expressions, List<InputConfig> inputs, CompiledExpressions compiled) {
    this.inputs =
        expressions.stream().anyMatch(one -> compiled.uses(Jslt.INPUTS, one))
            ? Optional.of(new InputsDocument(inputs))
            : Optional.empty();
    this.body = expressions.stream().anyMatch(one -> compiled.uses(Jslt.BODY, one));
  }

  /** The documents of parts with what is read of this request. */
  Map<String, Buffer> with(Map<String, Buffer> parts, Inputs request) {
    if (inputs.isEmpty() && !body) {
      return parts;
    }
    Map<String, Buffer> all = new LinkedHashMap<>(parts);
    inputs.ifPresent(one -> all.put(Jslt.member(Jslt.INPUTS), one.of(request.values())));
    if (body) {
      all.put(Jslt.member(Jslt.BODY), request.document());
    }
    return all;
  }
}
