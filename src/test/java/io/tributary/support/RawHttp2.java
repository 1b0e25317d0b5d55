package io.tributary.support;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client of HTTP/2 over TLS that sends any frames in any order (RFC 9113). Trusts every
 * certificate. For one thread, but another one may close it.
 */
public final class RawHttp2 implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;
  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final SSLSocket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /** Sends several frames. */
  public interface Frames {
    /** Fails if the server closes the connection meanwhile. */
    void send() throws IOException;
  }

  /** A frame that has arrived. */
  public record Frame(int type, int flags, int stream, Buffer payload) {
    /** The error code of an RST_STREAM frame. */
    public int error() {
      return payload.getInt(0);
    }

    /** The payload as text. */
    public String text() {
      return payload.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private RawHttp2(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Shakes hands with a server, and agrees on HTTP/2 by ALPN. Sends nothing else. */
  public static RawHttp2 connect(int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true); // a frame is not held back until the one before is acknowledged
    socket.setSoTimeout((int) Patience.HANG.toMillis());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals("h2")) {
      throw new IOException("the server has not agreed on HTTP/2");
    }
    return new RawHttp2(socket);
  }

  /** The same, and sends the preface with these settings, as pairs of an identifier and a value. */
  public static RawHttp2 open(int port, int... settings) throws IOException {
    RawHttp2 client = connect(port);
    client.out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer payload = ByteBuffer.allocate(3 * settings.length);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    client.send(SETTINGS, 0, 0, payload.array());
    return client;
  }

  /** A context that trusts every certificate. */
  public static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one frame. */
  public void send(int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(9 + payload.length);
    head.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    head.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(head.array());
  }

  /** Sends the head of a GET as one frame. It ends the stream. */
  public void get(int stream, String path) throws IOException {
    send(HEADERS, END_STREAM | END_HEADERS, stream, head("GET", path));
  }

  /** A head with further fields, as names and values in turn; not compressed (RFC 7541, 6.2.2). */
  public static byte[] head(String method, String path, String... fields) {
    byte[] pseudo =
        fields(":method", method, ":scheme", "https", ":authority", "localhost", ":path", path);
    byte[] others = fields(fields);
    return ByteBuffer.allocate(pseudo.length + others.length).put(pseudo).put(others).array();
  }

  /** Fields as names and values in turn. */
  public static byte[] fields(String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      field(block, fields[i], fields[i + 1]);
    }
    return block.toByteArray();
  }

  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else { // an integer with a prefix of seven bits (RFC 7541, 5.1)
      block.write(127);
      int left = bytes.length - 127;
      while (left >= 128) {
        block.write(left % 128 + 128);
        left /= 128;
      }
      block.write(left);
    }
    block.writeBytes(bytes);
  }

  /** The next frame, or empty when the server has closed the connection. */
  public Optional<Frame> next() throws IOException {
    try {
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      int length = first << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[length];
      in.readFully(payload);
      return Optional.of(new Frame(type, flags, stream, Buffer.buffer(payload)));
    } catch (SocketException | EOFException closed) {
      return Optional.empty();
    }
  }

  /** The next frame of a type, or empty when the server has closed the connection before. */
  public Optional<Frame> next(int type) throws IOException {
    Optional<Frame> frame = next();
    while (frame.isPresent() && frame.get().type() != type) {
      frame = next();
    }
    return frame;
  }

  /** Reads until the server has closed the connection. */
  public void awaitClose() throws IOException {
    Optional<Frame> frame = next();
    while (frame.isPresent()) {
      frame = next();
    }
  }

  /** Sends frames until the server has closed the connection, or reads until it has. */
  public void awaitClose(Frames frames) throws IOException {
    try {
      frames.send();
    } catch (SocketException closed) {
      return;
    }
    awaitClose();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
