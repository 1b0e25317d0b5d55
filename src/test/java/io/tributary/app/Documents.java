package io.tributary.app;

import java.util.Map;

/** Documents whose bytes a parser and a writer would not give back as they were. */
final class Documents {
  static final Map<String, String> ALL =
      Map.of(
          "spacing", " \t[ 1 ,\r\n2\n,{ } ] \n",
          "huge-exponent", "[1e400,-1E-400,1e+5]",
          "long-integer", "{\"id\":123456789012345678901234567890}",
          "decimals", "[1.10,-0,0.1234567890123456789,9007199254740993]",
          "key-order", "{\"z\":1,\"a\":2,\"m\":3,\"a\":4}",
          "escapes", "[\"\\u00e9\\/\\u0000\\ud83d\\ude00\",\"\u00e9\ud83d\ude00\"]",
          "envelope", "{\"complete\":true,\"data\":null,\"errors\":[{\"part\":\"x\"}]}",
          "prototype", "{\"__proto__\":{\"constructor\":1}}",
          "null", "null",
          "text", "\"</script><!--\"");

  private Documents() {}

  /** The document of that name, or JSON null. */
  static String of(String name) {
    return ALL.getOrDefault(name, "null");
  }
}
