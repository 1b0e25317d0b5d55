package io.tributary.stubs;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Whether ports are free, so that a command can say so before it starts anything. */
public final class Ports {
  private Ports() {}

  /**
   * Says which port is in use, if any is.
   *
   * @param users what each port is for
   */
  public static Optional<String> busy(Map<Integer, String> users) {
    for (Map.Entry<Integer, String> user : users.entrySet()) {
      int port = user.getKey();
      try (var probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(new InetSocketAddress(port));
      } catch (BindException inUse) {
        return Optional.of("port " + port + ", for the " + user.getValue() + ", is in use");
      } catch (IOException other) {
        return Optional.of("port " + port + ": " + other.getMessage());
      }
    }
    return Optional.empty();
  }
}
