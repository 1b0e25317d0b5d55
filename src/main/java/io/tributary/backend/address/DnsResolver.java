package io.tributary.backend.address;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsCacheEntry;
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
 * Resolves names with the hosts file and DNS, using Netty's resolver. Queries both address
 * families. When one takes long, a result has the addresses of the other, and those that take long
 * follow. Caches results for their TTL, and unknown names for one second. Confined to its event
 * loop.
 *
 * <p>Concurrent lookups of the same name share one result. Netty's cache receives one family before
 * the other, so a separate lookup in between would see only that family.
 */
final class DnsResolver implements HostResolver {
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(1);

  /**
   * Interval at which a lookup checks whether one family has arrived and the other has not. Some
   * networks drop queries for IPv6 addresses. Source: the Resolution Delay of RFC 8305, section 3,
   * which is 50 ms there.
   */
  private static final Duration RESOLUTION_DELAY = Duration.ofMillis(100);

  /**
   * Maximum number of pending queries that lookups share, so that a second lookup sends no new
   * query.
   */
  private static final int MAX_SHARED_QUERIES = 1024;

  private static final DnsRecord[] NO_RECORDS = {};

  private final ContextInternal context;
  private final DnsNameResolver names;
  private final Map<String, Future<Resolved>> pending = new HashMap<>();

  /** Opens a datagram socket on the current event loop. The socket is closed with its context. */
  DnsResolver(VertxInternal vertx, DnsServerAddressStreamProvider servers) {
    context = vertx.getOrCreateContext();
    names =
        new DnsNameResolverBuilder(context.nettyEventLoop())
            .datagramChannelFactory(vertx.transport()::datagramChannel)
            .socketChannelFactory(
                () -> (SocketChannel) vertx.transport().channelFactory(false).newChannel())
            .nameServerProvider(new AskedTwice(servers))
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
  public Future<Resolved> resolve(String host) {
    Future<Resolved> shared = pending.get(host);
    return shared == null ? lookUp(host) : shared;
  }

  private Future<Resolved> lookUp(String host) {
    var lookup = names.resolveAll(host);
    if (lookup.isDone()) { // from the cache
      return result(host, lookup).map(Resolved::all);
    }
    Promise<Resolved> first = context.promise();
    Promise<List<InetAddress>> whole = context.promise();
    pending.put(host, first.future());
    long timer =
        context.setPeriodic(
            RESOLUTION_DELAY.toMillis(), _ -> settleEarly(host, first, whole.future()));
    first.future().onComplete(_ -> context.owner().cancelTimer(timer));
    var _ =
        lookup.addListener(
            _ -> {
              pending.remove(host);
              result(host, lookup).onComplete(whole);
              if (!first.future().isComplete()) {
                whole.future().map(Resolved::all).onComplete(first);
              }
            });
    return first.future();
  }

  /** Settles with the family that the cache has by now, if there is one. Sends no query. */
  private void settleEarly(String host, Promise<Resolved> first, Future<List<InetAddress>> whole) {
    var cached = names.resolveCache().get(host, NO_RECORDS);
    if (cached != null && !cached.isEmpty() && cached.getFirst().address() != null) {
      List<InetAddress> early = inOrder(cached.stream().map(DnsCacheEntry::address).toList());
      first.complete(
          new Resolved(
              early,
              whole
                  .map(all -> all.stream().filter(one -> !early.contains(one)).toList())
                  .otherwise(List.of())));
    }
  }

  private static Future<List<InetAddress>> result(
      String host, io.netty.util.concurrent.Future<List<InetAddress>> done) {
    return done.isSuccess()
        ? Future.succeededFuture(inOrder(done.getNow()))
        : Future.failedFuture(unknown(host, done.cause()));
  }

  /**
   * Removes the host names from Netty's addresses, because Vert.x would use them instead of the
   * numeric addresses.
   */
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

  /** Any failure, a malformed name for instance, counts as an unknown host. */
  private static UnknownHostException unknown(String host, Throwable cause) {
    if (cause instanceof UnknownHostException known) {
      return known;
    }
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }
}
