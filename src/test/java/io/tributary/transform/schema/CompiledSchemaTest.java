package io.tributary.transform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledSchemaTest {
  private static final String ORDERS =
      """
      {"type": "array", "items": {"$ref": "#/$defs/order"},
       "$defs": {"order": {"type": "object", "required": ["id"],
         "properties": {"id": {"type": "string", "pattern": "^o[0-9]+$"}, "total": {"minimum": 0}}}}}
      """;

  private static Optional<String> broken(String schema, String document) throws Exception {
    return CompiledSchema.of(schema).brokenRule(new ObjectMapper().readTree(document));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                | ``",
        "[{\"id\": \"o1\", \"total\": 0}]  | ``",
        "{}                                | #/type",
        "[{\"total\": 1}]                  | #/$defs/order/required",
        "[{\"id\": 7}]                     | #/$defs/order/properties/id/type",
        "[{\"id\": \"x\"}]                 | #/$defs/order/properties/id/pattern",
        "[{\"id\": \"o1\", \"total\": -1}] | #/$defs/order/properties/total/minimum"
      })
  void namesTheRuleThatADocumentBreaks(String document, String rule) throws Exception {
    assertThat(broken(ORDERS, document).orElse("")).isEqualTo(rule);
  }

  @Test
  void saysNothingOfTheDocument() throws Exception {
    assertThat(broken("{\"additionalProperties\": {\"type\": \"string\"}}", "{\"s3cret\": 1}"))
        .hasValue("#/additionalProperties/type");
  }

  @Test
  void readsTheDialectThatTheSchemaNames() throws Exception {
    String tuple =
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"items\": [{\"type\": \"string\"}]}";
    assertThat(broken(tuple, "[1]")).isPresent();
    assertThat(broken(tuple, "[\"a\", 1]")).isEmpty();
  }

  @Test
  void treatsFormatAsADescription() throws Exception {
    assertThat(broken("{\"format\": \"date\"}", "\"no date\"")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"strng\"}",
        "{\"required\": \"id\"}",
        "{\"pattern\": \"(\"}",
        "{\"minimum\": \"1\"}",
        "{\"properties\": {\"a\": 1}}",
        "{\"$schema\": \"no-dialect\"}"
      })
  void refusesWhatIsNoSchema(String text) {
    assertThatThrownBy(() -> CompiledSchema.of(text))
        .isInstanceOf(SchemaMistake.class)
        .hasMessageStartingWith("is no JSON Schema: ");
  }

  @Test
  void loadsNothingFromElsewhere() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    elsewhere.start();
    String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/x.json";
    try {
      for (String schema : new String[] {"{\"$schema\": \"@\"}", "{\"$ref\": \"@\"}"}) {
        assertThatThrownBy(() -> CompiledSchema.of(schema.replace("@", url)))
            .isInstanceOf(SchemaMistake.class);
      }
      assertThat(asked).hasValue(0);
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void aPatternTakesLinearTime() throws Exception {
    String text = "a".repeat(50_000);
    assertThat(broken("{\"pattern\": \"^(a+)+$\"}", "\"" + text + "b\"")).hasValue("#/pattern");
  }
}
