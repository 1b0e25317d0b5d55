package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AggregateConfig;
import io.tributary.config.Config;
import io.tributary.config.PartConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the content of the shipped file. {@link SchemaTest} checks it against the schema. */
class ShippedConfigTest {
  private static final Path FILE = Path.of("config/tributary.yaml");

  @Test
  void loads() throws Exception {
    Config config = Loading.loader(Map.of("ORDERS_URL", "http://orders:80/api/")).load(FILE);
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.backends())
        .extracting(
            b ->
                b.name()
                    + " "
                    + b.origin().authority()
                    + b.pathPrefix()
                    + " "
                    + b.timeout().toMillis())
        .containsExactly(
            "users localhost:8081 800", "orders orders/api 2000", "products localhost:8083 2000");
    assertThat(config.aggregates())
        .extracting(AggregateConfig::path)
        .containsExactly(
            "/aggregate",
            "/aggregate/order-report",
            "/aggregate/customers/{userId}",
            "/aggregate/catalogue",
            "/aggregate/orders-with-customers",
            "/aggregate/live");
    assertThat(config.aggregates().get(1).transform()).contains("transforms/order-report.jslt");
    assertThat(config.aggregates().get(1).parts())
        .extracting(PartConfig::required)
        .containsExactly(false, true, false);
    PartConfig products = config.aggregates().get(2).parts().get(2);
    assertThat(products.needs()).containsExactly("orders");
    assertThat(products.with()).extracting(PartConfig.Derived::name).containsExactly("ids");
  }

  @Test
  void tellsEditorsItsSchemaInTheFirstLine() throws IOException {
    assertThat(Files.readAllLines(FILE).getFirst())
        .isEqualTo("# yaml-language-server: $schema=" + "tributary.schema.json");
  }
}
