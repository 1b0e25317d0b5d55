package io.tributary.backend;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** Maps failures of a proxy, as distinct from those of the backend behind it. Stateless. */
public final class ProxyFailure {
  private ProxyFailure() {}

  /** Returns the failure to report if the proxy caused it, and any other cause unchanged. */
  public static Throwable of(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException slow -> slow;
      case ProxyConnectException _ -> unreachable("the proxy did not connect to the backend");
      case ConnectException _, NoRouteToHostException _, BindException _ ->
          unreachable("cannot connect to the proxy");
      case UnknownHostException _ -> unreachable("the proxy's name could not be resolved");
      default -> cause;
    };
  }

  /** The failure of a request that the proxy rejected. */
  public static CallFailedException refused() {
    return unreachable("the proxy refused the request");
  }

  private static CallFailedException unreachable(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }
}
