package io.tributary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defect A3, over the packaged service, which is started without any flag for this case. */
class OutOfMemoryIT {
  private static final int BODY = 400_000_000; // more than the heap of 256 MB

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  @DisplayName("A3: when memory runs out the process ends with 3 and one line")
  void endsWithItsOwnStatusAndOneLine(String transport) throws Exception {
    try (JarProcess service = runsOut(JarProcess::start, transport)) {
      assertThat(service.exit()).isEqualTo(3);
      assertThat(service.err()).hasLineCount(1).startsWith("Out of memory: ");
    }
  }

  @Test
  @DisplayName("A3: also when nobody reads what it writes to standard error")
  void endsWithoutAReader() throws Exception {
    try (JarProcess service = runsOut(JarProcess::startWithFullErrors, "web")) {
      assertThat(service.exit()).isEqualTo(3);
    }
  }

  private interface Start {
    JarProcess of(Path folder, String... arguments) throws IOException;
  }

  /** A service that reads a body larger than its heap. */
  private JarProcess runsOut(Start start, String transport) throws Exception {
    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      backend.setSoTimeout((int) Patience.HANG.toMillis());
      Path config =
          Files.writeString(
              folder.resolve("a.yaml"),
              """
              server: { host: 127.0.0.1, port: 0, maxBytesInFlight: 1GiB }
              management: { host: 127.0.0.1, port: 0 }
              deadline: 30s
              backends:
                b: { url: "http://127.0.0.1:%d", maxBody: 1GiB, transport: %s }
              aggregates: { /a: { parts: { a: { backend: b, path: / } } } }
              """
                  .formatted(backend.getLocalPort(), transport));
      JarProcess service = start.of(folder, config.toString());
      try (RawClient client = new RawClient(service.publicPort())) {
        client.get("/a");
        answer(backend);
      }
      return service;
    }
  }

  private static void answer(ServerSocket backend) {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) ' ');
    try (Socket socket = backend.accept();
        OutputStream out = socket.getOutputStream()) {
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n";
      out.write(head.getBytes(US_ASCII));
      for (int left = BODY; left > 0; left -= piece.length) {
        out.write(piece);
      }
    } catch (IOException ended) {
      // the service has ended, as it should
    }
  }
}
