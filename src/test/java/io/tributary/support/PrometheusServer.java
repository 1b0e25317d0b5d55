package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus server with the shipped configuration and rules, which scrapes every second. */
public final class PrometheusServer implements AutoCloseable {
  private static final Path SHIPPED = Path.of("deploy/prometheus");
  private static final Pattern LISTENS = Pattern.compile("\"Listening on\".*address=\\S+:(\\d+)");
  private static final Pattern IS_READY =
      Pattern.compile("Server is ready to receive web requests");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path log;
  private final Process process;

  /**
   * Starts it.
   *
   * @param folder an empty one, for its data
   * @param target the address of the service, in the place of the shipped one
   */
  public PrometheusServer(Path folder, String target) throws IOException {
    for (String rules : new String[] {"rules.yml", "alerts.yml"}) {
      Path _ = Files.copy(SHIPPED.resolve(rules), folder.resolve(rules));
    }
    String shipped = Files.readString(SHIPPED.resolve("prometheus.yml"));
    String config = shipped.replace("tributary:9090", target).replace(": 5s", ": 1s");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    log = folder.resolve("log");
    process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /** The result of an instant query: its series, each with its value. */
  public JsonNode query(String expression) throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    URI url = URI.create("http://127.0.0.1:" + port() + "/api/v1/query?query=" + query);
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body());
    assertThat(answer.path("status").asText())
        .as("%s: %s", expression, answer)
        .isEqualTo("success");
    return answer.at("/data/result");
  }

  /** It listens before it is ready, and answers 503 meanwhile. */
  private int port() throws IOException {
    Duration _ =
        Eventually.holds(Patience.HANG, () -> logged(IS_READY).find() || !process.isAlive());
    Matcher listens = logged(LISTENS);
    assertThat(listens.find()).as(Files.readString(log)).isTrue();
    return Integer.parseInt(listens.group(1));
  }

  private Matcher logged(Pattern message) {
    try {
      return message.matcher(Files.readString(log));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    client.close();
    var _ = process.destroyForcibly().onExit().join();
  }
}
