package io.tributary.backend.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Inputs;
import io.tributary.backend.RequestHeaders;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.support.BackendSettings;
import io.tributary.support.PartSettings;
import io.tributary.support.Requests;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboundHeadersTest {
  private final MultiMap client = HttpHeaders.headers();

  @Test
  void passOnWhatIsListed() {
    client.add("X-Tenant", "a").add("x-tenant", "b").add("Cookie", "c");
    RequestHeaders headers = headers(Map.of(), Map.of(), "x-TENANT");
    assertThat(headers.values("X-Tenant")).containsExactly("a", "b");
    assertThat(headers.values("Cookie")).isEmpty();
  }

  @Test
  @DisplayName("B13: a constant wins over the client's header")
  void preferAConstantToTheClientsHeader() {
    client.add("X-Tenant", "evil").add("X-Key", "evil").add("Accept", "evil");
    RequestHeaders headers =
        headers(
            Map.of("X-TENANT", "ours", "X-Key", "backend"),
            Map.of("x-key", "part", "accept", "text/json"),
            "X-Tenant",
            "X-Key",
            "Accept");
    assertThat(headers.values("x-tenant")).containsExactly("ours");
    assertThat(headers.values("x-key")).containsExactly("part");
    assertThat(headers.values("accept")).containsExactly("text/json");
  }

  @Test
  void askForJsonUnlessTheClientsWishIsPassedOn() {
    assertThat(headers(Map.of(), Map.of()).values("accept")).containsExactly("application/json");
    assertThat(headers(Map.of(), Map.of(), "Accept").values("accept"))
        .containsExactly("application/json");
    client.add("Accept", "application/hal+json");
    assertThat(headers(Map.of(), Map.of()).values("accept")).containsExactly("application/json");
    assertThat(headers(Map.of(), Map.of(), "Accept").values("accept"))
        .containsExactly("application/hal+json");
  }

  private RequestHeaders headers(
      Map<String, String> ofBackend, Map<String, String> ofPart, String... forward) {
    BackendConfig backend =
        BackendSettings.at(URI.create("http://users.test")).headers(ofBackend).build();
    PartConfig part = PartSettings.at("/").forward(forward).headers(ofPart).build();
    Inputs inputs = new Inputs(Map.of(), client, Requests.CLIENT);
    return new OutboundHeaders(backend, part).of(inputs, Requests.TRACE);
  }
}
