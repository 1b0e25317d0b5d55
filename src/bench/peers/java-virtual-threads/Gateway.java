import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** What a team on plain Java writes: the JDK's own server and client, on virtual threads. */
class Gateway {
  /** One member of the answer's data; slots are the calls its backend may have at once. */
  record Part(String name, HttpRequest request, Duration timeout, Semaphore slots) {}

  record Route(boolean sequential, List<Part> parts) {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int pool = Integer.parseInt(arguments[2]);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 1024);
    server.setExecutor(threads);
    routes(Path.of(arguments[1]), pool)
        .forEach(
            (path, route) -> server.createContext(path, new Aggregate(client, threads, route)));
    server.start();
  }

  /** A line is a part: path, whether in turn, name, URL and milliseconds, with tabs between. */
  private static LinkedHashMap<String, Route> routes(Path file, int pool) throws IOException {
    var routes = new LinkedHashMap<String, Route>();
    var slots = new HashMap<String, Semaphore>();
    for (String line : Files.readAllLines(file)) {
      var words = line.split("\t");
      var url = URI.create(words[3]);
      var request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
      var part =
          new Part(
              words[2],
              request,
              Duration.ofMillis(Long.parseLong(words[4])),
              slots.computeIfAbsent(url.getAuthority(), _ -> new Semaphore(pool)));
      boolean sequential = Boolean.parseBoolean(words[1]);
      routes
          .computeIfAbsent(words[0], _ -> new Route(sequential, new ArrayList<>()))
          .parts()
          .add(part);
    }
    return routes;
  }
}
