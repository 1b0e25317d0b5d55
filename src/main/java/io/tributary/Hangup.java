package io.tributary;

import io.tributary.app.ReloadReason;
import io.tributary.app.Service;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGHUP reload the configuration. Until then it ends the process, as SIGTERM does.
 * Stateless.
 *
 * <p>The JVM's only interface for signals is in the module {@code jdk.unsupported}. It is used by
 * reflection, because each use in code is a compiler warning that cannot be suppressed.
 */
final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** From now on the signal reloads the configuration of this service. */
  static void reloads(Service service) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reload =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                var _ = service.reload(ReloadReason.SIGNAL);
                return null;
              });
      Object _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reload);
    } catch (InvocationTargetException taken) { // by the option -Xrs
      LOG.info("SIGHUP does not reload: {}", String.valueOf(taken.getCause()));
    } catch (ReflectiveOperationException missing) {
      LOG.info("SIGHUP does not reload: {}", String.valueOf(missing));
    }
  }
}
