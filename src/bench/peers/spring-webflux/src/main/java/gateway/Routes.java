package gateway;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.io.File;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The aggregates of the benchmark's routes file. */
@Configuration
class Routes {
  private static final int MAX_BODY = 2 * 1024 * 1024;

  record Route(String path, boolean sequential, boolean report, List<Part> parts) {}

  record Part(String name, String url, int timeoutMillis) {}

  @Bean
  WebClient client(@Value("${bench.pool}") int pool) {
    var connections = ConnectionProvider.builder("parts").maxConnections(pool).build();
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_BODY))
        .build();
  }

  @Bean
  RouterFunction<ServerResponse> aggregates(
      WebClient client, ObjectMapper json, @Value("${bench.routes}") File file) {
    var routes = route();
    for (Route route : json.readValue(file, new TypeReference<List<Route>>() {})) {
      var aggregate = new Aggregate(client, route);
      routes.GET(
          route.path(),
          request ->
              ServerResponse.ok()
                  .contentType(MediaType.APPLICATION_JSON)
                  .body(aggregate.answer(), String.class));
    }
    return routes.build();
  }
}
