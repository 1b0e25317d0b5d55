package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one request after the other over a kept connection and opens another one only when it is
 * told that this one ends. Never tries a request again: what fails is remembered.
 */
final class KeepAliveClient implements Runnable {
  private final int port;
  private final byte[] request;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger closes = new AtomicInteger();
  private volatile boolean asking = true;
  private int answers;

  private KeepAliveClient(int port, String path) {
    this.port = port;
    this.request =
        "GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
  }

  /** Starts asking, on a thread of its own. */
  static KeepAliveClient start(int port, String path) {
    KeepAliveClient client = new KeepAliveClient(port, path);
    Thread.ofVirtual().start(client);
    return client;
  }

  /** Requests answered with 200. */
  synchronized int answers() {
    return answers;
  }

  /** Answers that said the connection ends. */
  int closes() {
    return closes.get();
  }

  /** Every request that got no answer, or another one. */
  List<String> failures() {
    return failures;
  }

  /** Sends no further request. */
  void stopAsking() {
    asking = false;
  }

  /** Returns when there are that many. */
  synchronized void awaitAnswers(int number) throws InterruptedException {
    long end = System.nanoTime() + Patience.HANG.toNanos();
    while (answers < number) {
      assertThat(failures).isEmpty();
      assertThat(System.nanoTime()).as("waited for %d answers", number).isLessThan(end);
      wait(100);
    }
  }

  private synchronized void answered() {
    answers++;
    notifyAll();
  }

  @Override
  public void run() {
    while (asking && failures.isEmpty()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean open = true;
        while (asking && open) {
          socket.getOutputStream().write(request);
          String head = head(in);
          if (!head.startsWith("http/1.1 200")) {
            throw new IOException("not 200: " + head);
          }
          in.skipNBytes(length(head));
          answered();
          open = !head.contains("connection: close");
        }
        if (!open) {
          closes.incrementAndGet();
        }
      } catch (IOException failed) {
        failures.add("after " + answers() + " answers: " + failed);
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after \"" + head + "\"");
      }
      head.append((char) next);
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }

  private static int length(String head) {
    int start = head.indexOf("content-length: ") + "content-length: ".length();
    return Integer.parseInt(head.substring(start, head.indexOf("\r\n", start)));
  }
}
