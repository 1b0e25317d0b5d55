package io.tributary.backend.address;

import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks names up in the hosts file and in DNS, over Netty's resolver. Both families are asked for,
 * and a result has what both answered, or what one did when the other takes long. Answers are kept
 * for as long as their records say, and that there is no such name for a second. Confined to its
 * event loop.
 *
 * <p>Lookups of a name that is being looked up share its result: Netty's cache has one family
 * before the other, and whoever asked in between would see that one only.
 */
final class DnsResolver implements HostResolver {
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(1);

  /**
   * How often it is seen whether one family has answered and the other not: there are networks that
   * drop queries for IPv6 addresses (RFC 8305, section 3, with a longer Resolution Delay).
   */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** Queries under way that may be shared by lookups, so that a second look sends none. */
  private static final int MAX_SHARED_QUERIES = 1024;

  private final ContextInternal context;
  private final DnsNameResolver names;
  private final Map<String, Future<List<InetAddress>>> underWay = new HashMap<>();

  /** Opens a datagram socket on the current event loop, closed with its context. */
  DnsResolver(VertxInternal vertx, DnsServerAddressStreamProvider servers) {
    context = vertx.getOrCreateContext();
    names =
        new DnsNameResolverBuilder(context.nettyEventLoop())
            .datagramChannelFactory(vertx.transport()::datagramChannel)
            .socketChannelFactory(
                () -> (SocketChannel) vertx.transport().channelFactory(false).newChannel())
            .nameServerProvider(servers)
            .resolvedAddressTypes(ResolvedAddressTypes.IPV6_PREFERRED)
            .completeOncePreferredResolved(false)
            .negativeTtl((int) NEGATIVE_TTL.toSeconds())
            .queryTimeoutMillis(QUERY_TIMEOUT.toMillis())
            .consolidateCacheSize(MAX_SHARED_QUERIES)
            .build();
    context.addCloseHook(
        closed -> {
          names.close();
          closed.succeed();
        });
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    Future<List<InetAddress>> shared = underWay.get(host);
    return shared == null ? lookUp(host) : shared;
  }

  private Future<List<InetAddress>> lookUp(String host) {
    var lookup = names.resolveAll(host);
    if (lookup.isDone()) { // from the cache
      return result(host, lookup);
    }
    Promise<List<InetAddress>> promise = context.promise();
    underWay.put(host, promise.future());
    long timer = context.setPeriodic(PATIENCE.toMillis(), _ -> settleEarly(host, promise));
    promise
        .future()
        .onComplete(
            _ -> {
              underWay.remove(host);
              context.owner().cancelTimer(timer);
            });
    var _ = lookup.addListener(_ -> settle(promise, result(host, lookup)));
    return promise.future();
  }

  /** With the family that has answered, if one has: the cache has it, and no query is sent. */
  private void settleEarly(String host, Promise<List<InetAddress>> promise) {
    var cached = names.resolveAll(host);
    if (cached.isSuccess()) {
      settle(promise, result(host, cached));
    }
  }

  private static void settle(Promise<List<InetAddress>> promise, Future<List<InetAddress>> result) {
    if (!promise.future().isComplete()) {
      result.onComplete(promise);
    }
  }

  private static Future<List<InetAddress>> result(
      String host, io.netty.util.concurrent.Future<List<InetAddress>> done) {
    return done.isSuccess()
        ? Future.succeededFuture(inOrder(done.getNow()))
        : Future.failedFuture(unknown(host, done.cause()));
  }

  /** Without the names that Netty's addresses carry: Vert.x would show those instead of numbers. */
  private static List<InetAddress> inOrder(List<InetAddress> found) {
    return FamilyOrder.interleave(found.stream().map(DnsResolver::nameless).toList());
  }

  private static InetAddress nameless(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of an illegal length", e);
    }
  }

  /** What is no name at all is an unknown one, too. */
  private static UnknownHostException unknown(String host, Throwable cause) {
    if (cause instanceof UnknownHostException known) {
      return known;
    }
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }
}
