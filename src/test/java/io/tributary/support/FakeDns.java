package io.tributary.support;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DNS server on loopback whose every answer is the test's; it knows no name until it is told.
 * Closed with its Vert.x. Thread-safe.
 */
public final class FakeDns {
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final Channel socket;
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile boolean deafToIpv6;
  private volatile @Nullable DnsRecordType held;

  /** What it says about one name. */
  private record Zone(Optional<DnsResponseCode> code, int ttl, List<InetAddress> addresses) {}

  private FakeDns(VertxInternal vertx) {
    socket =
        new Bootstrap()
            .group(vertx.nettyEventLoopGroup())
            .channelFactory(vertx.transport()::datagramChannel)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new DatagramDnsQueryDecoder())
                        .addLast(new DatagramDnsResponseEncoder())
                        .addLast(new Answers());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  /** Starts one on a free port. */
  public static FakeDns start(Vertx vertx) {
    return new FakeDns((VertxInternal) vertx);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  /** From now on the name has these addresses, for so many seconds. */
  public void set(String name, int ttl, String... addresses) {
    List<InetAddress> parsed = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    zones.put(name, new Zone(Optional.of(DnsResponseCode.NOERROR), ttl, parsed));
  }

  /** From now on questions about the name fail with that code. */
  public void fail(String name, DnsResponseCode code) {
    zones.put(name, new Zone(Optional.of(code), 0, List.of()));
  }

  /** From now on questions about the name are not answered. */
  public void ignore(String name) {
    zones.put(name, new Zone(Optional.empty(), 0, List.of()));
  }

  /** From now on no question about IPv6 addresses is answered, as in some networks. */
  public void ignoreIpv6() {
    deafToIpv6 = true;
  }

  /** The next so many questions are lost. */
  public void lose(int questions) {
    lost.set(questions);
  }

  /** From now on the responses to questions of this type wait for {@link #release}. */
  public void hold(DnsRecordType type) {
    held = type;
  }

  /** Sends the responses that wait. */
  public void release() {
    held = null;
    socket
        .eventLoop()
        .execute(
            () -> {
              waiting.forEach(Runnable::run);
              waiting.clear();
            });
  }

  /** Questions so far, such as {@code A b.test}. */
  public List<String> queries() {
    return queries;
  }

  private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      String name = question.name().substring(0, question.name().length() - 1);
      queries.add(question.type().name() + " " + name);
      Zone zone =
          zones.getOrDefault(name, new Zone(Optional.of(DnsResponseCode.NXDOMAIN), 0, List.of()));
      if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0
          || (deafToIpv6 && question.type().equals(DnsRecordType.AAAA))) {
        return;
      }
      zone.code()
          .ifPresent(
              code -> {
                DatagramDnsResponse response =
                    answer(query, question, zone.ttl(), zone.addresses());
                Runnable send =
                    () -> {
                      var _ = context.writeAndFlush(response.setCode(code));
                    };
                if (question.type().equals(held)) {
                  waiting.add(send);
                } else {
                  send.run();
                }
              });
    }

    private static DatagramDnsResponse answer(
        DatagramDnsQuery query, DnsQuestion question, int ttl, List<InetAddress> addresses) {
      DatagramDnsResponse response =
          new DatagramDnsResponse(
              /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
      response.setRecursionAvailable(true);
      response.addRecord(
          DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
      for (InetAddress address : addresses) {
        if (type(address).equals(question.type())) {
          response.addRecord(DnsSection.ANSWER, record(question.name(), ttl, address));
        }
      }
      return response;
    }

    private static DnsRecord record(String name, int ttl, InetAddress address) {
      return new DefaultDnsRawRecord(
          name, type(address), ttl, Unpooled.wrappedBuffer(address.getAddress()));
    }

    private static DnsRecordType type(InetAddress address) {
      return address instanceof Inet6Address ? DnsRecordType.AAAA : DnsRecordType.A;
    }
  }
}
