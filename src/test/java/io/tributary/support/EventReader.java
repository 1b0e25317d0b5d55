package io.tributary.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A page that listens to the events of the console, line by line. For one thread. */
public final class EventReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  private EventReader(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Patience.HANG.toMillis());
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    socket
        .getOutputStream()
        .write(
            "GET /console/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Listens, once the server has accepted it. */
  public static EventReader opened(int port) throws IOException {
    EventReader reader = new EventReader(port);
    String line = reader.lines.readLine();
    while (line != null && !line.startsWith(": open")) {
      line = reader.lines.readLine();
    }
    if (line == null) {
      throw new IOException("no events");
    }
    return reader;
  }

  /** The data of the next event of this name; events before it are passed over. */
  public JsonNode next(String name) throws IOException {
    String line = lines.readLine();
    while (!("event: " + name).equals(line)) {
      if (line == null) {
        throw new IOException("closed");
      }
      line = lines.readLine();
    }
    return new ObjectMapper().readTree(lines.readLine().substring("data: ".length()));
  }

  /** Reads to the end. Whether the response has ended in an orderly way, and not with a reset. */
  public boolean endsWell() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.equals("0")) { // the last chunk
      line = lines.readLine();
    }
    return line != null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
