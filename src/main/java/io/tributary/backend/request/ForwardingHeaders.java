package io.tributary.backend.request;

import io.tributary.aggregate.Client;
import io.tributary.backend.Header;
import io.tributary.backend.HeaderName;
import io.tributary.config.ForwardedHeaders;
import java.util.List;

/**
 * Adds headers that describe the client: {@code X-Forwarded-*}, {@code Forwarded} (RFC 7239), or
 * none. Values from a trusted proxy come first, then those of the connection. Immutable.
 */
final class ForwardingHeaders {
  /** The maximum number of headers added. */
  static final int MAX_HEADERS = 3;

  private static final HeaderName X_FORWARDED_FOR = HeaderName.of("x-forwarded-for");
  private static final HeaderName X_FORWARDED_HOST = HeaderName.of("x-forwarded-host");
  private static final HeaderName X_FORWARDED_PROTO = HeaderName.of("x-forwarded-proto");
  private static final HeaderName FORWARDED = HeaderName.of("forwarded");

  private final ForwardedHeaders kind;

  ForwardingHeaders(ForwardedHeaders kind) {
    this.kind = kind;
  }

  /** Adds the headers to those of a request. */
  void addTo(List<Header> headers, Client client) {
    switch (kind) {
      case X_FORWARDED -> addXForwarded(headers, client);
      case RFC_7239 -> headers.add(new Header(FORWARDED, ForwardedValue.of(client)));
      case OFF -> {}
    }
  }

  private static void addXForwarded(List<Header> headers, Client client) {
    Client.Via via = client.via();
    String before = via.forwardedFor();
    String chain = before.isEmpty() ? client.address() : before + ", " + client.address();
    headers.add(new Header(X_FORWARDED_FOR, chain));
    String host = firstNonEmpty(via.host(), client.host());
    if (!host.isEmpty()) {
      headers.add(new Header(X_FORWARDED_HOST, host));
    }
    headers.add(new Header(X_FORWARDED_PROTO, firstNonEmpty(via.scheme(), client.scheme())));
  }

  private static String firstNonEmpty(String first, String otherwise) {
    return first.isEmpty() ? otherwise : first;
  }
}
