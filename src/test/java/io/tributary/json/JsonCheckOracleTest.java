package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the checker to an independent one on random documents, whole and spoilt. */
class JsonCheckOracleTest {

  private static final long SEED = Long.getLong("json.seed", 20_250_717L);
  private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");
  private static final int DOCUMENTS = 2_000;
  private static final int SPOILS = 9;

  private final JsonFactory jackson = new JsonFactory();
  private int accepted;
  private int walked;
  private int refused;

  @Test
  void agreesWithTheReferenceOnRandomDocumentsAndOnSpoiltOnes() throws IOException {
    System.out.println("-Djson.seed=" + SEED);
    RandomJson json = new RandomJson(new Random(SEED));
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = json.document();
      assertThat(ReferenceJson.accepts(document)).as(describe(document)).isTrue();
      agree(document);
      byte[] spoilt = document;
      for (int j = 0; j < SPOILS && spoilt.length > 0; j++) {
        spoilt = json.spoilt(j % 3 == 0 ? document : spoilt);
        agree(spoilt);
      }
    }
    assertThat(accepted).isGreaterThan(4_000);
    assertThat(walked).isGreaterThan(3_000);
    assertThat(refused).isGreaterThan(4_000);
  }

  private void agree(byte[] document) throws IOException {
    boolean acceptable = ReferenceJson.accepts(document);
    Verdict verdict = JsonCheck.check(document, 0, document.length);
    assertThat(verdict.equals(Verdict.VALID)).as(describe(document)).isEqualTo(acceptable);
    if (acceptable) {
      accepted++;
      walk(document);
    } else {
      refused++;
    }
  }

  /**
   * What is accepted must be readable to a parser in the field. Half a surrogate pair is left out:
   * the grammar allows its escape, while this parser does in values and does not in names.
   */
  private void walk(byte[] document) throws IOException {
    if (SURROGATE.matcher(new String(document, UTF_8)).find()) {
      return;
    }
    walked++;
    try (JsonParser parser = jackson.createParser(document)) {
      while (parser.nextToken() != null) {
        parser.getTextLength();
      }
    }
  }

  private static String describe(byte[] document) {
    return "-Djson.seed=" + SEED + ", document " + HexFormat.of().formatHex(document);
  }
}
