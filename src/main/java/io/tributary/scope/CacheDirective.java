package io.tributary.scope;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A directive of {@code Cache-Control} (RFC 9111, 5.2).
 *
 * @param name in lower case
 * @param argument what follows an equals sign, without quotes
 */
public record CacheDirective(String name, Optional<String> argument) {
  /** The directives of a value, in its order. A string that is not closed hides none of them. */
  public static List<CacheDirective> in(String value) {
    List<String> members =
        HeaderValue.isClosed(value) ? HeaderValue.split(value, ',') : List.of(value.split(",", -1));
    return members.stream().map(CacheDirective::of).toList();
  }

  private static CacheDirective of(String member) {
    int equals = member.indexOf('=');
    String name = equals < 0 ? member : member.substring(0, equals);
    Optional<String> argument =
        equals < 0
            ? Optional.empty()
            : Optional.of(member.substring(equals + 1).replace("\"", "").strip());
    return new CacheDirective(name.strip().toLowerCase(Locale.ROOT), argument);
  }
}
