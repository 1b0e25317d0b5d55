import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Clients that each wait for their answer before they ask again: at once after a 200, after a pause
 * when they were refused, or their connection failed. One thread serves them all.
 *
 * <p>{@code java ClosedLoop.java PORT PATH CONNECTIONS SECONDS WARMUP_SECONDS PAUSE_MILLIS} prints
 * one line of JSON; times are in microseconds from the moment of asking.
 */
final class ClosedLoop {
  private static final long NANOS = 1_000_000_000L;

  private final InetSocketAddress server;
  private final ByteBuffer request;
  private final long pause;
  private final Selector selector = Selector.open();
  private final PriorityQueue<Client> pausing =
      new PriorityQueue<>(Comparator.comparingLong((Client client) -> client.next));
  private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 18);
  private final Tally tally = new Tally();
  private boolean counts;

  private ClosedLoop(int port, String path, long pauseMillis) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
    pause = pauseMillis * 1_000_000;
    byte[] head =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    request = ByteBuffer.allocateDirect(head.length).put(head).flip();
  }

  public static void main(String[] args) throws IOException {
    var load = new ClosedLoop(Integer.parseInt(args[0]), args[1], Long.parseLong(args[5]));
    load.run(Integer.parseInt(args[2]), Long.parseLong(args[3]), Long.parseLong(args[4]));
    System.out.println(load.tally.summary(0));
  }

  private void run(int connections, long seconds, long warmup) throws IOException {
    long begin = System.nanoTime();
    long end = begin + (warmup + seconds) * NANOS;
    for (int number = 0; number < connections; number++) { // within a fifth of a second
      pausing.add(new Client(begin + NANOS / 5 * number / connections));
    }
    for (long now = begin; now < end; now = System.nanoTime()) {
      counts = now - begin >= warmup * NANOS;
      while (!pausing.isEmpty() && pausing.peek().next <= now) {
        pausing.poll().ask();
      }
      long wait = pausing.isEmpty() ? NANOS : pausing.peek().next - now;
      selector.select(
          key -> ((Client) key.attachment()).ready(key), Math.max(1, wait / 1_000_000));
    }
  }

  private final class Client {
    private final Answer answer = new Answer();
    private SocketChannel channel;
    private boolean asked;
    private long next;

    Client(long next) {
      this.next = next;
    }

    void ask() {
      next = System.nanoTime();
      asked = true;
      try {
        if (channel == null) {
          channel = SocketChannel.open();
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
          if (channel.connect(server)) {
            channel.register(selector, SelectionKey.OP_READ, this);
            channel.write(request.duplicate());
          } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
          }
        } else {
          channel.write(request.duplicate());
        }
      } catch (IOException closed) {
        lost();
      }
    }

    void ready(SelectionKey key) {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          key.interestOps(SelectionKey.OP_READ);
          channel.write(request.duplicate());
        } else if (channel.read(input.clear()) < 0) {
          lost();
        } else if (answer.isWholeWith(input.flip())) {
          settled();
        }
      } catch (IOException reset) {
        lost();
      }
    }

    private void settled() {
      asked = false;
      tally.answer(counts, answer, next);
      long now = System.nanoTime();
      boolean good = answer.status() == 200;
      answer.clear();
      if (good) {
        ask();
      } else {
        next = now + pause;
        pausing.add(this);
      }
    }

    /** A connection closed while nothing was asked for is no failure, and is made again when due. */
    private void lost() {
      try {
        channel.close();
      } catch (IOException closedAlready) {
        // nothing is left to do
      }
      channel = null;
      answer.clear();
      if (asked) {
        asked = false;
        tally.failure(counts);
        next = System.nanoTime() + pause;
        pausing.add(this);
      }
    }
  }
}
