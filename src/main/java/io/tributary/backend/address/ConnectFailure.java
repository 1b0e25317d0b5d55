package io.tributary.backend.address;

import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Distinguishes failures to connect from all other failures. After a failure to connect another
 * address may be tried, because no byte of the request was sent.
 */
public final class ConnectFailure {
  private ConnectFailure() {}

  /**
   * Whether the cause can only be a failure to connect: connection refused, timed out (Netty's
   * exception is a {@link ConnectException}), no route, or no local address of the family.
   */
  public static boolean is(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof BindException
        || cause instanceof UnsupportedAddressTypeException;
  }
}
