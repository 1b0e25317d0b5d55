package io.tributary.aggregate;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a client's request from which part calls are made. Must not be modified after
 * construction.
 *
 * @param values decoded and checked, by the name of the input or of the value computed from other
 *     parts. A name without values is not in the map
 * @param headers the client's headers; a part forwards only those on its allow-list
 * @param client the client of the request
 * @param body of the part's request, as computed for it; empty if it has none
 * @param document the JSON document that the client sent; empty if it sent none
 */
public record Inputs(
    Map<String, List<String>> values,
    MultiMap headers,
    Client client,
    Buffer body,
    Buffer document) {
  /** What is empty. */
  public static final Buffer NOTHING = Buffer.buffer();

  /** The values of a request without a body. */
  public Inputs(Map<String, List<String>> values, MultiMap headers, Client client) {
    this(values, headers, client, NOTHING, NOTHING);
  }

  /** The same inputs with values computed from other parts. */
  public Inputs with(Map<String, List<String>> computed) {
    Map<String, List<String>> all = new HashMap<>(values);
    all.putAll(computed);
    return new Inputs(all, headers, client, body, document);
  }

  /** The same inputs with this body. */
  public Inputs withBody(Buffer made) {
    return new Inputs(values, headers, client, made, document);
  }
}
