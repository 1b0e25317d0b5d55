package io.tributary.aggregate;

import io.tributary.scope.CacheDirective;
import io.tributary.scope.HeaderValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows what every backend allows of its part (RFC 9111): the shortest time that is left, {@code
 * private} if one says so, and nothing at all if one does not say anything. The age of a part is
 * subtracted from its time, so the response needs no {@code Age}. Its {@code Date} is not looked
 * at, as the clocks of machines differ. Immutable.
 *
 * @param personal whether the response depends on credentials, so that shared caches must not store
 *     it
 */
public record StrictestCachePolicy(boolean personal) implements CachePolicy {
  /** The response headers of backends that it reads. */
  public static final List<String> HEADERS = List.of("Cache-Control", "Age", "Vary");

  /**
   * What a part can vary by that no request of a client tells a cache: anything, and the headers
   * that calls have of their own. In lower case.
   */
  private static final Set<String> NEVER_THE_SAME =
      Set.of(
          "*",
          "forwarded",
          "request-timeout-ms",
          "traceparent",
          "tracestate",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-request-id");

  /** What a cache counts to at least (RFC 9111, 1.2.2). More is not needed. */
  private static final long MOST_SECONDS = Integer.MAX_VALUE;

  private static final int MOST_DIGITS = 10;

  @Override
  public String of(PartResults results) {
    Allowed allowed = new Allowed();
    for (PartResult part : results.all()) {
      if (part.outcome() instanceof Outcome.Success success) {
        allowed.lessen(success.headers());
      }
    }
    return allowed.value(personal);
  }

  /** What the parts so far allow. */
  private static final class Allowed {
    private boolean stored;
    private boolean refused;
    private boolean shared = true;
    private boolean declaredPublic = true;
    private boolean noCache;
    private boolean mustRevalidate;
    private long seconds = MOST_SECONDS;
    private long sharedSeconds = MOST_SECONDS;

    void lessen(ResponseHeaders headers) {
      String directives = headers.joined("Cache-Control").orElse(null);
      if (directives == null || variesTooMuch(headers.joined("Vary").orElse(""))) {
        refused = true;
        return;
      }
      stored = true;
      long age = seconds(headers.joined("Age").orElse(null), 0, MOST_SECONDS);
      String lifetime = null;
      String sharedLifetime = null;
      boolean isPublic = false;
      boolean revalidated = false;
      for (CacheDirective directive : CacheDirective.in(directives)) {
        String argument = directive.argument().orElse("");
        switch (directive.name()) {
          case "no-store" -> refused = true;
          case "private" -> shared = false;
          case "public" -> isPublic = true;
          case "no-cache" -> revalidated = true;
          case "must-revalidate", "proxy-revalidate" -> mustRevalidate = true;
          case "max-age" -> lifetime = shorter(lifetime, argument);
          case "s-maxage" -> sharedLifetime = shorter(sharedLifetime, argument);
          default -> {} // an extension, which only allows more
        }
      }
      noCache |= revalidated || (lifetime == null && sharedLifetime == null);
      declaredPublic &= isPublic;
      long own = left(lifetime, age);
      seconds = Math.min(seconds, own);
      sharedSeconds =
          Math.min(sharedSeconds, sharedLifetime == null ? own : left(sharedLifetime, age));
    }

    private static boolean variesTooMuch(String vary) {
      return HeaderValue.split(vary.toLowerCase(Locale.ROOT), ',').stream()
          .anyMatch(name -> NEVER_THE_SAME.contains(name.strip()));
    }

    /** Of a directive that is repeated, the shorter time counts. */
    private static String shorter(@Nullable String one, String other) {
      return one == null || seconds(other, 0, 0) < seconds(one, 0, 0) ? other : one;
    }

    /** A time that is missing or malformed is over. */
    private static long left(@Nullable String lifetime, long age) {
      return Math.max(0, seconds(lifetime, 0, 0) - age);
    }

    private static long seconds(@Nullable String text, long missing, long malformed) {
      if (text == null) {
        return missing;
      }
      if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return malformed;
      }
      return text.length() > MOST_DIGITS
          ? MOST_SECONDS
          : Math.min(MOST_SECONDS, Long.parseLong(text));
    }

    String value(boolean personal) {
      if (refused || !stored) {
        return "";
      }
      StringBuilder value = new StringBuilder();
      boolean forCaches = shared && !personal;
      if (!forCaches) {
        value.append("private, ");
      } else if (declaredPublic) {
        value.append("public, ");
      }
      if (noCache) {
        value.append("no-cache");
      } else {
        value.append("max-age=").append(seconds);
        if (forCaches && sharedSeconds != seconds) {
          value.append(", s-maxage=").append(sharedSeconds);
        }
      }
      if (mustRevalidate) {
        value.append(", must-revalidate");
      }
      return value.toString();
    }
  }
}
