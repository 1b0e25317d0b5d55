package io.tributary.http;

import io.netty.util.NetUtil;
import io.tributary.aggregate.Client;
import io.tributary.config.AddressLiteral;
import io.tributary.config.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the address that a request came from, behind trusted proxies. Each proxy appends the
 * address of its own client, so the last one that is not a trusted proxy's is the client's. What is
 * before it could be made up. Immutable.
 */
final class OriginalClient {
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)for=\"?([^;\"]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PORT = Pattern.compile("(?<=[\\].0-9]):[0-9]+$");

  private final List<Cidr> trusted;

  OriginalClient(List<Cidr> trusted) {
    this.trusted = trusted;
  }

  /** The address, or what a proxy wrote in its place. */
  String of(Client client) {
    List<String> hops = hops(client.via());
    String origin = client.address();
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = address(hop);
      origin = address.map(NetUtil::toAddressString).orElse(hop);
      if (address.isEmpty() || trusted.stream().noneMatch(block -> block.contains(address.get()))) {
        break;
      }
    }
    return origin;
  }

  private static List<String> hops(Client.Via via) {
    if (!via.forwardedFor().isEmpty()) {
      return elements(via.forwardedFor()).toList();
    }
    return via.forwarded().isEmpty()
        ? List.of()
        : elements(via.forwarded())
            .flatMap(element -> FOR.matcher(element).results())
            .map(found -> found.group(1))
            .toList();
  }

  private static Stream<String> elements(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip);
  }

  /** Without brackets and port; a port after a bare IPv6 address cannot be told from it. */
  private static Optional<InetAddress> address(String node) {
    Matcher port = PORT.matcher(node);
    boolean bare = node.indexOf(':') != node.lastIndexOf(':') && !node.startsWith("[");
    String host = bare ? node : port.replaceFirst("");
    return AddressLiteral.parse(
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
  }
}
