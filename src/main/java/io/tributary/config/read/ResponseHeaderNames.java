package io.tributary.config.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The headers of responses that no part can decide. Stateless. */
final class ResponseHeaderNames {
  /** Those that Tributary sets, but need not. In lower case. */
  static final Set<String> OPTIONAL = Set.of("etag", "server-timing");

  /**
   * Headers that something else decides.
   *
   * @param why continues "the header NAME .."
   * @param names in lower case; one that ends in {@code -} stands for every name that begins so,
   *     and one that starts with it for every name that ends so
   */
  record Group(String why, Set<String> names) {
    private boolean has(String lower) {
      return names.contains(lower) || names.stream().anyMatch(name -> stands(name, lower));
    }

    private static boolean stands(String name, String lower) {
      return (name.endsWith("-") && lower.startsWith(name))
          || (name.startsWith("-") && lower.endsWith(name));
    }
  }

  static final List<Group> REFUSED =
      List.of(
          new Group(
              "belongs to the connection",
              Set.of(
                  "connection",
                  "keep-alive",
                  "te",
                  "trailer",
                  "transfer-encoding",
                  "upgrade",
                  "http2-settings",
                  "proxy-",
                  "alt-svc")),
          new Group(
              "describes the body, which no part makes alone",
              Set.of(
                  "content-length",
                  "content-type",
                  "content-encoding",
                  "content-range",
                  "content-location",
                  "content-md5",
                  "content-digest",
                  "repr-digest",
                  "digest",
                  "accept-ranges")),
          new Group(
              "decides who may store the response, as cacheControl does",
              Set.of(
                  "cache-control",
                  "expires",
                  "age",
                  "pragma",
                  "vary",
                  "surrogate-control",
                  "edge-control",
                  "-cache-control", // of caches of one kind (RFC 9213)
                  "netlify-",
                  "no-vary-search",
                  "x-accel-")),
          new Group(
              "decides which pages may read the response, as server.cors does",
              Set.of("access-control-", "timing-allow-origin")),
          new Group(
              "is set by Tributary",
              Set.of(
                  "date",
                  "aggregate-complete",
                  "x-request-id",
                  "retry-after",
                  "traceparent",
                  "tracestate")),
          new Group(
              "would apply to other responses of the host",
              Set.of(
                  "strict-transport-security",
                  "public-key-pins",
                  "expect-ct",
                  "accept-ch",
                  "content-security-policy",
                  "content-security-policy-report-only",
                  "clear-site-data",
                  "cross-origin-",
                  "feature-policy",
                  "origin-agent-cluster",
                  "permissions-policy",
                  "referrer-policy",
                  "reporting-endpoints",
                  "report-to",
                  "nel",
                  "service-worker-allowed",
                  "x-content-security-policy",
                  "x-content-type-options",
                  "x-frame-options",
                  "x-webkit-csp",
                  "x-xss-protection")));

  private ResponseHeaderNames() {}

  /** Why no part can decide the header; empty if one can. */
  static Optional<String> refusal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return REFUSED.stream().filter(group -> group.has(lower)).map(Group::why).findFirst();
  }

  /** Whether Tributary sets the header, but need not. */
  static boolean isOptional(String name) {
    return OPTIONAL.contains(name.toLowerCase(Locale.ROOT));
  }
}
