package io.tributary.ops;

import io.tributary.config.AddressLiteral;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells the requests of our own pages, and of programs, from those that pages of other origins make
 * a browser send. Immutable.
 *
 * <p>Source: the Fetch standard for {@code Origin}, and Fetch Metadata for {@code Sec-Fetch-*}.
 */
final class RequestOrigin {
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Creates the rules of a server that has these names, besides its addresses. */
  RequestOrigin(List<String> names) {
    this.names.addAll(names);
    this.names.add("localhost");
  }

  /**
   * Whether the host is an address or a name of this server. A page can give its own name our
   * address (DNS rebinding), and would then count as of the same origin.
   */
  boolean isAddressedByKnownName(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null) {
      return false;
    }
    int colon = host.indexOf(':', host.lastIndexOf(']') + 1);
    String name = colon < 0 ? host : host.substring(0, colon);
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    return names.contains(name) || AddressLiteral.parse(bare).isPresent();
  }

  /** Whether a page of another origin sent it. Following a link to a page of ours is no such. */
  boolean isOfAnotherOrigin(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isSame(origin, request.getHeader(HttpHeaders.HOST))) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !followsLink(request);
  }

  private static boolean followsLink(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method())
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  /** The scheme may differ from ours: a proxy may speak TLS with browsers. */
  private static boolean isSame(String origin, @Nullable String host) {
    return host != null
        && (isSame(origin, "http://", ":80", host) || isSame(origin, "https://", ":443", host));
  }

  private static boolean isSame(String origin, String scheme, String port, String host) {
    return origin.startsWith(scheme)
        && without(port, origin.substring(scheme.length())).equalsIgnoreCase(without(port, host));
  }

  private static String without(String port, String authority) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }
}
