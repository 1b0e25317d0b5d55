package io.tributary;

import io.tributary.app.Blocking;
import io.tributary.app.Service;
import io.tributary.ops.LogSetup;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The shutdown hook, which SIGTERM and SIGINT run, and SIGHUP until the service runs. While it
 * starts, it ends the process at once. Later it stops the service, and the JVM waits for it.
 * Thread-safe.
 */
final class Shutdown extends Thread {
  private static final int EXIT_STOPPED = 0;
  private static final int EXIT_FAILED = 1;

  private volatile boolean exiting;
  private volatile @Nullable Service service;

  private Shutdown() {
    super("stop");
  }

  /** Installs the hook. Until it is, a signal ends the process with the JVM's exit code. */
  static Shutdown install() {
    Shutdown hook = new Shutdown();
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /** From now on there is a service to stop. */
  void stops(Service running) {
    service = running;
  }

  /** Ends the process with this exit code. */
  void exit(int code) {
    exiting = true;
    System.exit(code);
  }

  @Override
  public void run() {
    if (exiting) {
      LogSetup.close();
      return;
    }
    Service running = service;
    int code = running == null ? EXIT_STOPPED : stop(running);
    LogSetup.close();
    Runtime.getRuntime().halt(code);
  }

  private static int stop(Service running) {
    try {
      Blocking.await(running.stop());
      return EXIT_STOPPED;
    } catch (CompletionException failed) {
      LoggerFactory.getLogger(Shutdown.class).error("Stopping failed", failed.getCause());
      return EXIT_FAILED;
    }
  }
}
