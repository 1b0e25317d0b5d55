import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * GET requests at a fixed rate, however slow the answers are, and how long each took from the
 * moment it was due: a server that stalls is charged for every request that had to wait, also for a
 * connection.
 *
 * <p>One thread sends when a request is due, one receives. An idle connection is used again, the
 * one used last first; when there is none another is opened. What falls into the warm-up is not
 * counted.
 *
 * <p>{@code java OpenLoop.java PORT PATH RATE SECONDS WARMUP_SECONDS} prints one line of JSON;
 * times are in microseconds.
 */
final class OpenLoop {
  private static final long NANOS = 1_000_000_000L;
  private static final long PATIENCE = 30 * NANOS;

  private final InetSocketAddress server;
  private final ByteBuffer request;
  private final Selector selector = Selector.open();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>(16_384);
  private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 18);
  private final AtomicInteger settled = new AtomicInteger();
  private final int warmup;
  private final long[] took;
  private int answered;
  private long firstAnswer;
  private long lastAnswer;

  private OpenLoop(int port, String path, int warmup, int counted) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
    byte[] head =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    request = ByteBuffer.allocateDirect(head.length).put(head).flip();
    this.warmup = warmup;
    took = new long[counted];
  }

  public static void main(String[] args) throws IOException {
    int rate = Integer.parseInt(args[2]);
    int counted = rate * Integer.parseInt(args[3]);
    int warmup = rate * Integer.parseInt(args[4]);
    var load = new OpenLoop(Integer.parseInt(args[0]), args[1], warmup, counted);
    System.gc(); // what compiling this file left behind is not to be collected under load
    var receiver = new Thread(load::receive, "receiver");
    receiver.setDaemon(true);
    receiver.start();
    long begin = System.nanoTime() + NANOS / 10;
    load.send(warmup + counted, begin, NANOS / rate);
    load.awaitAnswers(warmup + counted);
    System.out.println(load.summary());
  }

  private void send(int requests, long begin, long gap) {
    for (int number = 0; number < requests; number++) {
      long due = begin + number * gap;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        connection().ask(due, number >= warmup);
      } catch (IOException refused) {
        settle(number >= warmup, false, due);
      }
    }
  }

  private Connection connection() throws IOException {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
    var connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    selector.wakeup();
    return connection;
  }

  private void receive() {
    try {
      while (true) {
        selector.select(key -> ((Connection) key.attachment()).readable());
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private synchronized void settle(boolean counts, boolean good, long due) {
    if (counts && good) {
      lastAnswer = System.nanoTime();
      firstAnswer = answered == 0 ? lastAnswer : firstAnswer;
      took[answered++] = lastAnswer - due;
    }
    settled.incrementAndGet();
  }

  private void awaitAnswers(int requests) {
    long end = System.nanoTime() + PATIENCE;
    while (settled.get() < requests && System.nanoTime() < end) {
      LockSupport.parkNanos(NANOS / 1000);
    }
  }

  private synchronized String summary() {
    Arrays.sort(took, 0, answered);
    return String.format(
        Locale.ROOT,
        "{\"requests\":%d,\"failures\":%d,\"perSecond\":%.1f,"
            + "\"p50Micros\":%d,\"p99Micros\":%d,\"p999Micros\":%d,\"maxMicros\":%d}",
        took.length,
        took.length - answered,
        Math.max(0, answered - 1) * 1e9 / Math.max(1, lastAnswer - firstAnswer),
        percentile(0.5),
        percentile(0.99),
        percentile(0.999),
        percentile(1));
  }

  private long percentile(double share) {
    return answered == 0 ? 0 : took[Math.max(0, (int) Math.ceil(share * answered) - 1)] / 1000;
  }

  /** One keep-alive connection with at most one request under way. */
  private final class Connection {
    private final SocketChannel channel;
    private final Answer answer = new Answer();
    private boolean asked;
    private boolean counts;
    private long due;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    synchronized void ask(long due, boolean counts) {
      this.due = due;
      this.counts = counts;
      asked = true;
      try {
        channel.write(request.duplicate());
      } catch (IOException closed) {
        settleAs(false);
      }
    }

    void readable() {
      try {
        int count = channel.read(input.clear());
        if (count < 0) {
          close();
        } else if (answer.isWholeWith(input.flip())) {
          settleAs(answer.status() == 200);
          answer.clear();
          synchronized (idle) {
            idle.push(this);
          }
        }
      } catch (IOException reset) {
        close();
      }
    }

    private synchronized void settleAs(boolean good) {
      if (asked) {
        asked = false;
        settle(counts, good, due);
      }
    }

    private void close() {
      synchronized (idle) {
        idle.remove(this);
      }
      settleAs(false);
      try {
        channel.close();
      } catch (IOException closedAlready) {
        // nothing is left to do
      }
    }
  }
}
