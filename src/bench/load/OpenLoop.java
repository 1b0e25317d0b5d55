import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * GET requests at a fixed rate, however slow the answers are, and how long each took from the
 * moment it was due: a server that stalls is charged for every request that had to wait, also for a
 * connection. Nothing of this delays the requests that are due next.
 *
 * <p>One thread sends when a request is due, one receives. An idle connection is used again, the
 * one used last first; when there is none another is opened, up to a bound. What falls into the
 * warm-up is not counted.
 *
 * <p>{@code java OpenLoop.java PORT PATH RATE SECONDS WARMUP_SECONDS} prints one line of JSON;
 * times are in microseconds.
 */
final class OpenLoop {
  private static final long NANOS = 1_000_000_000L;
  private static final long PATIENCE = 30 * NANOS;
  private static final int MOST_CONNECTIONS = 10_000;

  private final InetSocketAddress server;
  private final ByteBuffer request;
  private final Selector selector = Selector.open();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>(16_384);
  private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 18);
  private final Tally tally = new Tally();
  private final AtomicInteger open = new AtomicInteger();
  private final int warmup;

  private OpenLoop(int port, String path, int warmup) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
    byte[] head =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    request = ByteBuffer.allocateDirect(head.length).put(head).flip();
    this.warmup = warmup;
  }

  public static void main(String[] args) throws IOException {
    int rate = Integer.parseInt(args[2]);
    int counted = rate * Integer.parseInt(args[3]);
    int warmup = rate * Integer.parseInt(args[4]);
    var load = new OpenLoop(Integer.parseInt(args[0]), args[1], warmup);
    System.gc(); // what compiling this file left behind is not to be collected under load
    var receiver = new Thread(load::receive, "receiver");
    receiver.setDaemon(true);
    receiver.start();
    long begin = System.nanoTime() + NANOS / 10;
    load.send(warmup + counted, begin, NANOS / rate);
    load.awaitAnswers(warmup + counted);
    System.out.println(load.tally.summary(counted));
  }

  private void send(int requests, long begin, long gap) {
    for (int number = 0; number < requests; number++) {
      long due = begin + number * gap;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        connection().ask(due, number >= warmup);
      } catch (IOException tooMany) {
        tally.failure(number >= warmup);
      }
    }
  }

  private Connection connection() throws IOException {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    if (open.get() == MOST_CONNECTIONS) {
      throw new IOException("too many connections");
    }
    var channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
    open.incrementAndGet();
    return new Connection(channel);
  }

  private void receive() {
    try {
      while (true) {
        selector.select(key -> ((Connection) key.attachment()).ready(key));
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void awaitAnswers(int requests) {
    long end = System.nanoTime() + PATIENCE;
    while (tally.settled() < requests && System.nanoTime() < end) {
      LockSupport.parkNanos(NANOS / 1000);
    }
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

    /** On a new connection the request is written once there is a connection. */
    synchronized void ask(long due, boolean counts) {
      this.due = due;
      this.counts = counts;
      asked = true;
      try {
        if (channel.isConnected()) {
          channel.write(request.duplicate());
        } else if (channel.connect(server)) {
          channel.register(selector, SelectionKey.OP_READ, this);
          selector.wakeup();
          channel.write(request.duplicate());
        } else {
          channel.register(selector, SelectionKey.OP_CONNECT, this);
          selector.wakeup();
        }
      } catch (IOException closed) {
        fail();
      }
    }

    void ready(SelectionKey key) {
      try {
        if (key.isConnectable()) {
          connected(key);
        } else if (channel.read(input.clear()) < 0) {
          close();
        } else if (answer.isWholeWith(input.flip())) {
          answered();
        }
      } catch (IOException reset) {
        close();
      }
    }

    private synchronized void connected(SelectionKey key) throws IOException {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      channel.write(request.duplicate());
    }

    private void answered() {
      synchronized (this) {
        if (asked) {
          asked = false;
          tally.answer(counts, answer, due);
        }
        answer.clear();
      }
      synchronized (idle) {
        idle.push(this);
      }
    }

    private synchronized void fail() {
      if (asked) {
        asked = false;
        tally.failure(counts);
      }
    }

    private void close() {
      synchronized (idle) {
        idle.remove(this);
      }
      open.decrementAndGet();
      fail();
      try {
        channel.close();
      } catch (IOException closedAlready) {
        // nothing is left to do
      }
    }
  }
}
