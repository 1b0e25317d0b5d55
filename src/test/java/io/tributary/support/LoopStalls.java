package io.tributary.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.impl.VertxThread;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Listens to Vert.x's reports of blocked event loops and keeps those that are our code's doing. A
 * busy machine may not run a thread for half a second, whatever its code. So a report counts if the
 * thread waits for something else than a lock, looks up a host, or has used much CPU since it was
 * first reported. A lock counts after five seconds, as its owner may not be running either. The
 * first use of a library loads its classes, for the coverage with other code in them, which takes
 * CPU that no code of ours uses.
 */
public final class LoopStalls extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";
  static final long MAX_CPU_NANOS = 100_000_000;

  /** What a class may take to be loaded. */
  private static final long NANOS_PER_CLASS = 2_000_000;

  private static final long MAX_LOCK_MILLIS = 5000;
  private static final long SAME_BEGIN_MILLIS = 20;
  private static final int DEPTH = 30;
  private static final Pattern REPORT =
      Pattern.compile("Thread (vert\\.x-eventloop-\\S+) has been blocked for (\\d+) ms");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final Map<Long, Seen> firstSeen = new ConcurrentHashMap<>();
  private final List<String> ours = new CopyOnWriteArrayList<>();

  /**
   * The first report of a stall: when the stall began, and by the report the thread's CPU time and
   * the number of classes that the JVM had loaded.
   */
  private record Seen(long beginMillis, long cpuNanos, long classes) {
    boolean usesMuchCpu(Seen now) {
      return now.cpuNanos - cpuNanos > MAX_CPU_NANOS + (now.classes - classes) * NANOS_PER_CLASS;
    }

    Seen firstOfStall(Seen later) {
      return Math.abs(later.beginMillis - beginMillis) <= SAME_BEGIN_MILLIS ? this : later;
    }
  }

  /** Starts to record. */
  public static LoopStalls recorded() {
    LoopStalls stalls = new LoopStalls();
    stalls.start();
    checker().addAppender(stalls);
    return stalls;
  }

  @Override
  public void close() {
    checker().detachAppender(this);
  }

  private static Logger checker() {
    return (Logger) LoggerFactory.getLogger(CHECKER);
  }

  /** The reports that count. */
  public List<String> ours() {
    return ours;
  }

  /** Vert.x reports from a thread of its own, while the loop is still blocked. */
  @Override
  protected void append(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    if (!message.contains("eventloop")) {
      return;
    }
    Matcher report = REPORT.matcher(message);
    if (!report.find()) {
      ours.add("not understood: " + message);
      return;
    }
    long millis = Long.parseLong(report.group(2));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(report.group(1)) && isBlocked(thread, millis)) {
        ThreadInfo info = threads.getThreadInfo(thread.threadId(), DEPTH);
        Seen now = seen(thread, event.getTimeStamp() - millis);
        if (info != null && isBlocked(thread, millis)) { // what was read is not of a later task
          judge(info, now, millis, event);
        }
      }
    }
  }

  /** Loops of several Vert.x have the same names, and only one of them is blocked. */
  private static boolean isBlocked(Thread thread, long millis) {
    if (!(thread instanceof VertxThread loop)) {
      return true;
    }
    long now = System.nanoTime(); // read first: this thread may have to wait before it goes on
    long start = loop.startTime();
    return start != 0 && now - start >= TimeUnit.MILLISECONDS.toNanos(millis - SAME_BEGIN_MILLIS);
  }

  private Seen seen(Thread thread, long beginMillis) {
    long cpu = threads.getThreadCpuTime(thread.threadId());
    return new Seen(beginMillis, cpu, classes.getTotalLoadedClassCount());
  }

  private void judge(ThreadInfo info, Seen now, long millis, ILoggingEvent event) {
    Seen first = firstSeen.merge(info.getThreadId(), now, Seen::firstOfStall);
    if (waits(info, millis) || first.usesMuchCpu(now)) {
      ours.add(
          event.getFormattedMessage()
              + ", "
              + info.getThreadState()
              + Arrays.toString(info.getStackTrace()));
    }
  }

  private static boolean waits(ThreadInfo info, long millis) {
    StackTraceElement[] stack = info.getStackTrace();
    return switch (info.getThreadState()) {
      case BLOCKED -> millis > MAX_LOCK_MILLIS;
      case WAITING, TIMED_WAITING ->
          !isPause(stack) && (!isLock(stack) || millis > MAX_LOCK_MILLIS);
      default -> stack.length > 0 && isLookup(stack[0]);
    };
  }

  /** The native methods of {@code Inet4AddressImpl} and {@code Inet6AddressImpl}. */
  private static boolean isLookup(StackTraceElement frame) {
    return frame.isNativeMethod() && frame.getClassName().startsWith("java.net.Inet");
  }

  private static boolean isPause(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(frame -> frame.getClassName().equals(LoopPause.class.getName()));
  }

  private static boolean isLock(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(frame -> frame.getClassName().startsWith("java.util.concurrent.locks.Reentrant"));
  }
}
