package io.tributary.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.HeaderConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.input.InputConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The GET or POST of one aggregate. */
final class Operation {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
  private static final Pattern WORD_END = Pattern.compile("[^A-Za-z0-9]+");

  /** Headers that OpenAPI describes elsewhere, and ignores as parameters. */
  private static final Set<String> NO_PARAMETERS =
      Set.of("accept", "content-type", "authorization");

  private static final String STREAMS =
      "With Accept: text/event-stream or application/x-ndjson each part is sent as it settles.";

  private static final Map<String, String> PROBLEMS =
      Map.of(
          "400", "BadRequest",
          "404", "NotFound",
          "500", "InternalError",
          "502", "BadGateway",
          "503", "Unavailable",
          "504", "GatewayTimeout");

  private final AggregateConfig aggregate;
  private final BodySchemas schemas;
  private final PartSchema values;
  private final JsonMapper mapper;
  private final boolean choice;
  private final boolean tagged;

  Operation(AggregateConfig aggregate, BodySchemas schemas, JsonMapper mapper) {
    this.aggregate = aggregate;
    this.schemas = schemas;
    this.values = new PartSchema(aggregate, schemas, mapper);
    this.mapper = mapper;
    this.choice = aggregate.offersChoice();
    this.tagged = aggregate.tagged();
  }

  ObjectNode node() {
    ObjectNode operation = mapper.createObjectNode();
    operation.put("operationId", id());
    if (aggregate.offersStreams()) {
      operation.put("description", STREAMS);
    }
    operation.set("parameters", parameters());
    if (hasDocument()) {
      operation.set("requestBody", RequestDocument.node(aggregate.bodySchema(), schemas, mapper));
    }
    operation.set("responses", responses());
    return operation;
  }

  private boolean hasDocument() {
    return aggregate.method() == AggregateMethod.POST;
  }

  /** The path in camel case, such as {@code getAggregateCustomersByUserId}. */
  private String id() {
    String words = PARAMETER.matcher(aggregate.path()).replaceAll("by/$1");
    StringBuilder id = new StringBuilder(aggregate.method().name().toLowerCase(Locale.ROOT));
    for (String word : WORD_END.split(words, -1)) {
      if (!word.isEmpty()) {
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return id.toString();
  }

  private ArrayNode parameters() {
    ArrayNode parameters = mapper.createArrayNode();
    aggregate.inputs().forEach(input -> parameters.add(InputSchema.parameter(input, mapper)));
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    named.addAll(NO_PARAMETERS);
    for (InputConfig input : aggregate.inputs()) {
      if (input.source() == InputConfig.Source.HEADER) {
        named.add(input.key());
      }
    }
    for (String header : aggregate.varyingHeaders()) {
      if (named.add(header)) {
        ObjectNode parameter = parameters.addObject().put("name", header).put("in", "header");
        parameter.put("description", "Sent on to backends.");
        parameter.putObject("schema").put("type", "string");
      }
    }
    if (choice) {
      parameters.add(parts());
    }
    reference(parameters, "RequestTimeout");
    reference(parameters, "RequestId");
    if (tagged) {
      reference(parameters, "IfNoneMatch");
    }
    return parameters;
  }

  private static void reference(ArrayNode parameters, String name) {
    parameters.addObject().put("$ref", "#/components/parameters/" + name);
  }

  private ObjectNode parts() {
    ObjectNode parameter =
        mapper.createObjectNode().put("name", AggregateConfig.PARTS).put("in", "query");
    parameter.put("description", "The parts that are wanted. All of them if it is left out.");
    parameter.put("style", "form").put("explode", false);
    ObjectNode schema = parameter.putObject("schema").put("type", "array");
    ArrayNode names = schema.putObject("items").put("type", "string").putArray("enum");
    aggregate.parts().forEach(part -> names.add(part.name()));
    schema.put("minItems", 1).put("uniqueItems", true);
    return parameter;
  }

  private ObjectNode responses() {
    ObjectNode responses = mapper.createObjectNode();
    boolean apart = aggregate.onPartial() != 200;
    responses.set("200", envelope("The parts" + (apart ? "." : ", complete or partial."), true));
    if (apart) {
      responses.set(Integer.toString(aggregate.onPartial()), envelope("Some of the parts.", false));
    }
    if (tagged) {
      ObjectNode unchanged = responses.putObject("304");
      unchanged.put("description", "The client has the current response.");
      unchanged.set("headers", headers(true));
    }
    Map<String, String> problems = new TreeMap<>(PROBLEMS);
    if (aggregate.transform().isPresent()) {
      problems.put("406", "NotAcceptable");
    }
    if (hasDocument()) {
      problems.putAll(RequestDocument.PROBLEMS);
    }
    problems.forEach(
        (status, name) ->
            responses.putObject(status).put("$ref", "#/components/responses/" + name));
    return responses;
  }

  private ObjectNode envelope(String description, boolean complete) {
    ObjectNode response = mapper.createObjectNode().put("description", description);
    response.set("headers", headers(complete));
    ObjectNode schema =
        response
            .putObject("content")
            .putObject("application/json")
            .putObject("schema")
            .put("type", "object");
    ObjectNode members = schema.putObject("properties");
    members.putObject("complete").put("type", "boolean");
    members.set("data", data());
    members
        .putObject("errors")
        .put("type", "array")
        .putObject("items")
        .put("$ref", "#/components/schemas/PartError");
    schema.putArray("required").add("complete").add("data").add("errors");
    return response;
  }

  private ObjectNode headers(boolean complete) {
    ObjectNode headers = mapper.createObjectNode();
    headers.set("Aggregate-Complete", header("AggregateComplete"));
    if (!aggregate.drops("Server-Timing")) {
      headers.set("Server-Timing", header("ServerTiming"));
    }
    headers.set("X-Request-Id", header("RequestId"));
    headers.set("Cache-Control", header("CacheControl"));
    if (complete && tagged) {
      headers.set("ETag", header("ETag"));
    }
    aggregate.headers().stream()
        .filter(HeaderConfig::passes)
        .forEach(header -> headers.set(header.name(), ofParts(header)));
    return headers;
  }

  private ObjectNode ofParts(HeaderConfig header) {
    ObjectNode described = mapper.createObjectNode();
    described.put(
        "description",
        header.from().map(part -> "That of the part " + part + ".").orElse("That of the parts."));
    described.putObject("schema").put("type", "string");
    return described;
  }

  private ObjectNode header(String name) {
    return mapper.createObjectNode().put("$ref", "#/components/headers/" + name);
  }

  /** What the parts have, which backends decide; or anything, if a transform decides. */
  private ObjectNode data() {
    ObjectNode data = mapper.createObjectNode();
    if (aggregate.transform().isPresent()) {
      return data.put("description", "What the transform returns.");
    }
    data.put("type", "object");
    ObjectNode members = data.putObject("properties");
    List<PartConfig> slots =
        aggregate.parts().stream().filter(part -> part.placement().hasSlot()).toList();
    slots.forEach(part -> members.set(part.name(), values.of(part)));
    if (!choice) {
      ArrayNode required = data.putArray("required");
      slots.forEach(part -> required.add(part.name()));
    }
    describeOthers(data, members);
    return data;
  }

  /** The parts that have no slot of their own. */
  private void describeOthers(ObjectNode data, ObjectNode members) {
    for (PartConfig part : aggregate.parts()) {
      if (part.placement().flatten()) {
        data.put("description", "Members of parts stand beside the other parts.");
      }
      if (choice && part.placement().into().isPresent()) {
        String other = part.placement().into().get();
        members
            .putObject(part.name())
            .put("description", "Here only if " + other + " is not chosen; else in its value.");
      }
    }
  }
}
