package io.tributary.backend.request;

import io.tributary.aggregate.Client;

/**
 * Formats the {@code Forwarded} header (RFC 7239): one element for every hop, the last one for the
 * client's connection to this service. Translates the {@code X-Forwarded-*} headers of a proxy that
 * sends no {@code Forwarded} (section 7.4). Stateless.
 */
final class ForwardedValue {
  private ForwardedValue() {}

  /** Returns the header's value for a client. */
  static String of(Client client) {
    Client.Via via = client.via();
    StringBuilder value = new StringBuilder(128);
    if (!via.forwarded().isEmpty()) {
      value.append(via.forwarded()).append(", ");
    } else if (!via.forwardedFor().isEmpty()) {
      translate(value, via);
    }
    element(value, client.address(), client.host(), client.scheme());
    return value.toString();
  }

  /** The proxy's host and scheme describe the first hop. */
  private static void translate(StringBuilder value, Client.Via via) {
    String host = first(via.host());
    String scheme = first(via.scheme());
    for (String node : via.forwardedFor().split(",", -1)) {
      element(value, node.strip(), host, scheme);
      value.append(", ");
      host = "";
      scheme = "";
    }
  }

  private static void element(StringBuilder value, String node, String host, String scheme) {
    value.append("for=").append(quoted(bracketed(node)));
    if (!host.isEmpty()) {
      value.append(";host=").append(quoted(host));
    }
    if (!scheme.isEmpty()) {
      value.append(";proto=").append(scheme);
    }
  }

  /**
   * Encloses an IPv6 address in brackets (RFC 7239, 6.1). An IPv4 address has at most one colon.
   */
  private static String bracketed(String node) {
    int colon = node.indexOf(':');
    boolean several = colon >= 0 && node.indexOf(':', colon + 1) > 0;
    return several && !node.startsWith("[") ? "[" + node + "]" : node;
  }

  /** Quotes a value with a colon or brackets, which is not a token. */
  private static String quoted(String text) {
    boolean token = text.indexOf(':') < 0 && text.indexOf('[') < 0 && text.indexOf(']') < 0;
    return token ? text : "\"" + text + "\"";
  }

  private static String first(String list) {
    int comma = list.indexOf(',');
    return comma < 0 ? list : list.substring(0, comma).strip();
  }
}
