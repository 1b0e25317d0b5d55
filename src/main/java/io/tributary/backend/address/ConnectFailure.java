package io.tributary.backend.address;

import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Tells failures to connect from all others. No byte of a request was sent, so that another address
 * may be tried.
 */
public final class ConnectFailure {
  private ConnectFailure() {}

  /**
   * Whether the cause is one that only connecting can fail with: refused, timed out (Netty's is a
   * {@link ConnectException}), no route, or no local address of the family.
   */
  public static boolean is(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof BindException
        || cause instanceof UnsupportedAddressTypeException;
  }
}
