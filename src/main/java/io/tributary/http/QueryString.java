package io.tributary.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the query of a request: pairs of name and value, separated by {@code &} only. Names are
 * case-sensitive, and a plus sign is a space (the WHATWG URL standard, section 5). Stateless.
 */
public final class QueryString {
  private static final int MAX_PARAMETERS = 100;

  private QueryString() {}

  /**
   * Returns the values by name, in their order.
   *
   * @param query the raw query, or null if there is none
   * @throws BadRequestException if there are too many parameters, or one is not UTF-8
   */
  public static Map<String, List<String>> parse(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (int from = 0; from <= query.length(); ) {
      int end = query.indexOf('&', from);
      end = end < 0 ? query.length() : end;
      if (end > from) {
        if (++count > MAX_PARAMETERS) {
          throw new BadRequestException(
              "there are more than " + MAX_PARAMETERS + " query parameters");
        }
        add(values, query.substring(from, end));
      }
      from = end + 1;
    }
    return values;
  }

  private static void add(Map<String, List<String>> values, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    values.computeIfAbsent(decode(name), _ -> new ArrayList<>(1)).add(decode(value));
  }

  private static String decode(String text) {
    return PercentEncoding.decode(text.replace('+', ' '));
  }
}
