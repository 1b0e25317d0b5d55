package io.tributary.http;

import io.tributary.aggregate.Client;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * Reads the headers of a trusted proxy about its own client. Keeps the well-formed tail of each
 * header. A proxy appends to a header, so malformed client input before it does not invalidate the
 * proxy's own elements.
 */
final class ProxyHeaders {
  private static final CharSequence X_FORWARDED_FOR =
      HttpHeaders.createOptimized("x-forwarded-for");
  private static final CharSequence X_FORWARDED_HOST =
      HttpHeaders.createOptimized("x-forwarded-host");
  private static final CharSequence X_FORWARDED_PROTO =
      HttpHeaders.createOptimized("x-forwarded-proto");
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");

  /** Addresses with or without a port, {@code unknown} and obfuscated identifiers (RFC 7239, 6). */
  private static final AsciiSet NODE = AsciiSet.alphanumericAnd("._:-[]");

  /** Characters of a URI scheme (RFC 3986, 3.1). */
  private static final AsciiSet SCHEME = AsciiSet.alphanumericAnd("+.-");

  private static final int MAX_NODE = 64;
  private static final int MAX_HOST = 261;

  private ProxyHeaders() {}

  /** Reads the headers. A text is empty if its header is missing or has no well-formed tail. */
  static Client.Via claims(MultiMap headers) {
    return new Client.Via(
        tail(headers, X_FORWARDED_FOR, element(NODE)),
        tail(headers, X_FORWARDED_HOST, ProxyHeaders::isHost),
        tail(headers, X_FORWARDED_PROTO, element(SCHEME)),
        tail(headers, FORWARDED, ForwardedSyntax::isElement));
  }

  private static String tail(MultiMap headers, CharSequence name, ListTail.Element element) {
    List<String> lines = headers.getAll(name);
    return lines.isEmpty() ? "" : ListTail.of(lines, element);
  }

  private static ListTail.Element element(AsciiSet characters) {
    return (list, from, to) -> to - from <= MAX_NODE && characters.end(list, from) >= to;
  }

  private static boolean isHost(String list, int from, int to) {
    return to - from <= MAX_HOST && RequestRules.isHost(list.substring(from, to));
  }
}
