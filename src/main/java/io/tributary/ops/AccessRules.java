package io.tributary.ops;

import io.tributary.config.Config;
import io.tributary.http.Peer;
import io.tributary.http.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the guarded endpoints: programs on this machine, and whoever sends the token. Pages
 * of other origins may not, even if their browser is on this machine or knows the token. Immutable.
 */
final class AccessRules {
  private static final List<String> CHALLENGES =
      List.of("Basic realm=\"Tributary\", charset=\"UTF-8\"", "Bearer");

  /** What only a proxy sends, apart from {@code X-Forwarded-*}. */
  private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

  private final RequestOrigin origin;
  private final Optional<AccessToken> token;

  AccessRules(Config.Management settings) {
    this.origin = new RequestOrigin(settings.hosts());
    this.token = settings.token().map(AccessToken::new);
  }

  /** Returns whether the request may pass. If it may not, it has been refused. */
  boolean pass(Exchange exchange) {
    Optional<Problem> refusal = refusal(exchange.request());
    refusal.ifPresent(
        problem -> {
          if (problem.status() == 401) {
            exchange.request().response().putHeader("WWW-Authenticate", CHALLENGES);
          }
          exchange.refuse(problem);
        });
    return refusal.isEmpty();
  }

  private Optional<Problem> refusal(HttpServerRequest request) {
    if (!origin.isAddressedByKnownName(request)) {
      return refuse(403, "the Host must be an IP address, localhost or one of management.hosts");
    }
    if (origin.isOfAnotherOrigin(request)) {
      return refuse(403, "pages of other origins must not use this resource");
    }
    if (isLocal(request)) {
      return Optional.empty();
    }
    if (token.isEmpty()) {
      return refuse(
          403,
          "from another machine or through a proxy this needs management.token, which is not set");
    }
    return token.get().isIn(request.getHeader(HttpHeaders.AUTHORIZATION))
        ? Optional.empty()
        : refuse(401, "management.token is required, as bearer token or as password of any user");
  }

  private static Optional<Problem> refuse(int status, String detail) {
    return Optional.of(Problem.of(status, detail));
  }

  /** A proxy on this machine stands for clients elsewhere. */
  private static boolean isLocal(HttpServerRequest request) {
    return Peer.of(request.connection(), List.of()).isLoopback()
        && request.headers().names().stream().noneMatch(AccessRules::isOfProxies);
  }

  private static boolean isOfProxies(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return OF_PROXIES.contains(name) || name.startsWith("x-forwarded-");
  }
}
