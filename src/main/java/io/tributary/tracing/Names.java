package io.tributary.tracing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The names of attributes: OpenTelemetry's conventions for HTTP, and our own. */
final class Names {
  static final AttributeKey<String> METHOD = stringKey("http.request.method");
  static final AttributeKey<String> ORIGINAL_METHOD = stringKey("http.request.method_original");
  static final AttributeKey<Long> RESEND_COUNT = longKey("http.request.resend_count");
  static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
  static final AttributeKey<Long> BODY_SIZE = longKey("http.response.body.size");
  static final AttributeKey<String> ROUTE = stringKey("http.route");
  static final AttributeKey<String> SCHEME = stringKey("url.scheme");
  static final AttributeKey<String> PATH = stringKey("url.path");
  static final AttributeKey<String> TEMPLATE = stringKey("url.template");
  static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
  static final AttributeKey<String> CLIENT_ADDRESS = stringKey("client.address");
  static final AttributeKey<String> PEER_ADDRESS = stringKey("network.peer.address");
  static final AttributeKey<Long> PEER_PORT = longKey("network.peer.port");
  static final AttributeKey<String> PROTOCOL_VERSION = stringKey("network.protocol.version");
  static final AttributeKey<String> ERROR = stringKey("error.type");

  static final AttributeKey<String> REQUEST_ID = stringKey("tributary.request_id");
  static final AttributeKey<String> COMPLETE = stringKey("tributary.complete");
  static final AttributeKey<String> PART = stringKey("tributary.part");
  static final AttributeKey<String> BACKEND = stringKey("tributary.backend");
  static final AttributeKey<Long> CALLS = longKey("tributary.calls");
  static final AttributeKey<String> PHASE = stringKey("tributary.phase");
  static final AttributeKey<Boolean> REUSED = booleanKey("tributary.connection.reused");

  private Names() {}

  /** The version of HTTP alone, of a name such as {@code HTTP/1.1}. */
  static String version(String protocol) {
    return protocol.substring(protocol.indexOf('/') + 1);
  }
}
