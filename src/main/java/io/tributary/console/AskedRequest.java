package io.tributary.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.config.input.InputConfig;
import io.tributary.explain.HeaderLine;
import io.tributary.http.BadRequestException;
import io.tributary.http.DryRun;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A request that the page wants to be sent, checked: {@code GET}, {@code HEAD} or {@code POST} of
 * an aggregate, with headers that clients of that aggregate send. Immutable.
 *
 * @param url a path with its query
 * @param body empty if there is none
 */
record AskedRequest(HttpMethod method, String url, MultiMap headers, String body) {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final Pattern URL =
      Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%\\p{XDigit}{2})*+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]{0,8192}");
  private static final Set<String> OF_EVERY_CLIENT =
      Set.of("Prefer", "If-None-Match", "traceparent");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads {@code {"method", "url", "headers", "body"}}. Takes long, so not on an event loop.
   *
   * @throws BadRequestException if it is something else, or the service would not let it be sent
   */
  static AskedRequest read(byte[] body, Config config) {
    AskedRequest asked = read(body);
    if (!URL.matcher(asked.url).matches()) {
      throw new BadRequestException("url must be an encoded path, which may have a query");
    }
    AggregateConfig aggregate =
        new DryRun(config)
            .aggregateAt(asked.method, asked.url)
            .orElseThrow(() -> new BadRequestException("url must be that of an aggregate"));
    Set<String> allowed = headersOf(aggregate);
    if (!allowed.containsAll(asked.headers.names())) {
      throw new BadRequestException("headers may have only " + String.join(", ", allowed));
    }
    return asked;
  }

  private static Set<String> headersOf(AggregateConfig aggregate) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(OF_EVERY_CLIENT);
    aggregate.inputs().stream()
        .filter(input -> input.source() == InputConfig.Source.HEADER)
        .forEach(input -> names.add(input.key()));
    return names;
  }

  private static AskedRequest read(byte[] body) {
    String method = "GET";
    String url = "";
    String sent = "";
    MultiMap headers = HttpHeaders.headers();
    try (JsonParser json = JSON.createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        switch (name) {
          case "method" -> method = text(json);
          case "url" -> url = text(json);
          case "headers" -> readHeaders(json, headers);
          case "body" -> sent = text(json);
          default -> expect(false);
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    } catch (IOException malformed) {
      expect(false);
    }
    if (!METHODS.contains(method)) {
      throw new BadRequestException("method must be GET, HEAD or POST");
    }
    if (!UTF_8.newEncoder().canEncode(sent)) {
      throw new BadRequestException("body has half of a surrogate pair");
    }
    if (!sent.isEmpty() && !method.equals("POST")) {
      throw new BadRequestException("body is for POST only");
    }
    return new AskedRequest(HttpMethod.valueOf(method), url, headers, sent);
  }

  private static void readHeaders(JsonParser json, MultiMap headers) throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      String value = text(json);
      expect(HeaderLine.isToken(name) && VALUE.matcher(value).matches());
      headers.add(name, value);
    }
    expect(json.currentToken() == JsonToken.END_OBJECT);
  }

  private static String text(JsonParser json) throws IOException {
    String text = json.nextTextValue();
    expect(text != null);
    return text == null ? "" : text;
  }

  private static void expect(boolean right) {
    if (!right) {
      throw new BadRequestException(
          "the body must be {\"method\": \"GET\", \"url\": \"/..\", \"headers\": {\"NAME\":"
              + " \"VALUE\"}}, with values of visible ASCII characters, and \"body\" for POST");
    }
  }
}
