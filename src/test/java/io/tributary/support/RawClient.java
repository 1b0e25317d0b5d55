package io.tributary.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A client below HTTP: every byte it sends is the test's, and it reads one answer at a time. Waits
 * {@link Patience#HANG} at most.
 */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = (int) Patience.HANG.toMillis();

  private final Socket socket = new Socket();

  /** Connects to a loopback port. */
  public RawClient(int port) throws IOException {
    this(port, 0);
  }

  /** The same with a small receive buffer, for a reader that is slow to take what comes. */
  public RawClient(int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    connect(InetAddress.getLoopbackAddress(), port);
  }

  /** Connects from one loopback address to the same address. */
  public RawClient(InetAddress loopback, int port) throws IOException {
    socket.bind(new InetSocketAddress(loopback, 0));
    connect(loopback, port);
  }

  private void connect(InetAddress address, int port) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
  }

  /**
   * One answer.
   *
   * @param head the status line and the header fields, as they came
   */
  public record Answer(int status, List<String> head, String body) {
    /** Every value of a header field. */
    public List<String> headers(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    /** The one value of a header field, or nothing at all. */
    public String header(String name) {
      List<String> values = headers(name);
      return values.size() == 1 ? values.getFirst() : "";
    }
  }

  /** Sends text as it is, a byte for each character. */
  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends a whole GET; the header lines come without line ends. */
  public RawClient get(String target, String... headers) throws IOException {
    return request("GET", target, headers);
  }

  /** Sends a whole request without a body. */
  public RawClient request(String method, String target, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: a\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return send(request + "\r\n");
  }

  /** The next answer, with its body. */
  public Answer answer() throws IOException {
    Answer head = answerToHead();
    String length = head.header("content-length");
    byte[] body =
        length.isEmpty()
            ? socket.getInputStream().readAllBytes()
            : socket.getInputStream().readNBytes(Integer.parseInt(length));
    return new Answer(head.status(), head.head(), new String(body, StandardCharsets.UTF_8));
  }

  /** The next answer, which has no body whatever its header fields say. */
  public Answer answerToHead() throws IOException {
    List<String> head = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.add(line);
    }
    return new Answer(Integer.parseInt(head.getFirst().split(" ", 3)[1]), head, "");
  }

  private String line() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed after: " + line.toString(StandardCharsets.UTF_8));
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** The body of the answer whose head was read last, decoded from its chunks byte by byte. */
  public ChunkedInput chunks() throws IOException {
    return new ChunkedInput(socket.getInputStream());
  }

  /** Everything until the server closes the connection, by whatever means. */
  public String rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      int b = socket.getInputStream().read();
      while (b >= 0) {
        rest.write(b);
        b = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      // a reset ends it as well as an orderly end
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  /** Everything until the server ends its side in an orderly way; a reset is an exception. */
  public String restWithoutReset() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Reads and throws away that many bytes. */
  public void skip(int bytes) throws IOException {
    socket.getInputStream().skipNBytes(bytes);
  }

  /** Ends this side of the connection (FIN); the other may still answer. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Tears the connection down (RST). */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
