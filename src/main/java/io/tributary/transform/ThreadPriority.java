package io.tributary.transform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers the priority of computing threads below that of event loops, for machines with few cores.
 * It calls the operating system, because Linux JVMs ignore {@link Thread#setPriority}. Thread-safe.
 */
final class ThreadPriority {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadPriority.class);

  /** In setpriority(2) on Linux, process 0 is the calling thread. */
  private static final int PRIO_PROCESS = 0;

  private static final int CALLER = 0;

  /**
   * Added to the nice value that the process was started with. Leaves about a tenth of a core to a
   * transform when all cores are busy, so that it still ends.
   */
  private static final int NICER = 10;

  /** Constants, so that the JVM compiles the call without overhead. */
  private static final @Nullable MethodHandle SET_PRIORITY =
      function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private static final int LOWERED = niceness() + NICER;

  private ThreadPriority() {}

  /** Lowers the calling thread's priority permanently. Does nothing if that is not possible. */
  static void lower() {
    if (SET_PRIORITY != null) {
      try {
        int _ = (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, CALLER, LOWERED);
      } catch (Throwable unexpected) { // all that a call to C declares
        LOG.debug("A worker keeps its priority", unexpected);
      }
    }
  }

  /** The nice value of the thread that loads this class, which has not been lowered yet. */
  private static int niceness() {
    MethodHandle getPriority = function("getpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      return getPriority == null ? 0 : (int) getPriority.invokeExact(PRIO_PROCESS, CALLER);
    } catch (Throwable unexpected) { // all that a call to C declares
      LOG.debug("The nice value of the process is not known", unexpected);
      return 0;
    }
  }

  /** On systems other than Linux the same calls would affect the whole process. */
  private static @Nullable MethodHandle function(String name, ValueLayout.OfInt... parameters) {
    try {
      return System.getProperty("os.name", "").equals("Linux") ? link(name, parameters) : null;
    } catch (RuntimeException | LinkageError refused) { // no linker here, or no native access
      LOG.debug("Workers keep their priority", refused);
      return null;
    }
  }

  @SuppressWarnings("restricted") // the manifest grants native access, for the transport's sake
  private static @Nullable MethodHandle link(String name, ValueLayout.OfInt... parameters) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters);
    return linker
        .defaultLookup()
        .find(name)
        .map(function -> linker.downcallHandle(function, signature))
        .orElse(null);
  }
}
