package io.tributary.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses. Immutable.
 *
 * @param network the first address of the block
 * @param bits the length of the prefix that all addresses of the block share
 */
public record Cidr(InetAddress network, int bits) {
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** Clears the bits of the network after the prefix. */
  public Cidr {
    network = address(masked(bytes(network), bits));
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code ::1/128} or a single address. A block of IPv4-mapped IPv6
   * addresses is read as the IPv4 block.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    return AddressLiteral.parse(host)
        .flatMap(
            address -> {
              int longest = address.getAddress().length * 8;
              if (slash < 0) {
                return Optional.of(new Cidr(address, longest));
              }
              int mapped = host.indexOf(':') >= 0 ? 128 - longest : 0;
              return length(text.substring(slash + 1))
                  .map(bits -> bits - mapped)
                  .filter(bits -> bits >= 0 && bits <= longest)
                  .map(bits -> new Cidr(address, bits));
            });
  }

  /** Whether the address is in this block. An IPv4-mapped IPv6 address counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] candidate = bytes(address);
    byte[] first = network.getAddress();
    return candidate.length == first.length && Arrays.equals(masked(candidate, bits), first);
  }

  /** The block as it is written: {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }

  private static Optional<Integer> length(String text) {
    return Optional.of(text).filter(t -> LENGTH.matcher(t).matches()).map(Integer::valueOf);
  }

  /** The bytes of an address: 4, or 16 if it is an IPv6 address that maps no IPv4 address. */
  private static byte[] bytes(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? bytes : address(bytes).getAddress();
  }

  private static byte[] masked(byte[] bytes, int bits) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - i * 8L, 0, 8);
      masked[i] &= (byte) (0xFF00 >> kept);
    }
    return masked;
  }

  /** Maps an IPv4-mapped IPv6 address to its IPv4 address, as the JDK does for raw bytes. */
  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
