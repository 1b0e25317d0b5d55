package gateway;

import gateway.Routes.Part;
import gateway.Routes.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a team on WebFlux writes: every part as a string, zipped, pasted into the answer. */
record Aggregate(WebClient client, Route route) {
  private static final String MISSING = "";

  Mono<String> answer() {
    var calls = route.parts().stream().map(this::call).toList();
    return route.sequential()
        ? Flux.concat(calls).collectList().map(this::pasted)
        : Mono.zip(calls, bodies -> pasted(Arrays.stream(bodies).map(String.class::cast).toList()));
  }

  private Mono<String> call(Part part) {
    return client
        .get()
        .uri(part.url())
        .accept(MediaType.APPLICATION_JSON)
        .retrieve()
        .bodyToMono(String.class)
        .timeout(Duration.ofMillis(part.timeoutMillis()))
        .onErrorReturn(MISSING);
  }

  private String pasted(List<String> bodies) {
    var data = new StringBuilder(bodies.stream().mapToInt(String::length).sum() + 256);
    var errors = new ArrayList<String>();
    for (int i = 0; i < bodies.size(); i++) {
      String name = route.parts().get(i).name();
      String body = bodies.get(i);
      boolean missing = body.equals(MISSING);
      if (missing) {
        errors.add("{\"part\":\"" + name + "\"}");
      }
      data.append(i == 0 ? "\"" : ",\"").append(name).append("\":").append(missing ? "null" : body);
    }
    return "{\"complete\":"
        + errors.isEmpty()
        + ",\"data\":{"
        + data
        + "},\"errors\":["
        + String.join(",", errors)
        + "]}";
  }
}
