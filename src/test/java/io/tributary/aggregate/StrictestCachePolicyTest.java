package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Timeline;
import io.tributary.support.CpuWatch;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response may be stored for, by what the backends say of its parts. */
class StrictestCachePolicyTest {
  private static final Part PART =
      new Part(
          "a",
          false,
          Optional.empty(),
          Duration.ofSeconds(1),
          List.of(),
          Optional.empty(),
          (_, _) -> {
            throw new AssertionError("not called");
          });

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      emptyValue = "",
      value = {
        "max-age=60 | max-age=30 | max-age=30",
        "max-age=60 | none | ''",
        "max-age=60 | no-store | ''",
        "max-age=60 | no-store, max-age=90 | ''",
        "max-age=60 | private, max-age=90 | private, max-age=60",
        "max-age=60 | private=\"Set-Cookie\", max-age=90 | private, max-age=60",
        "public, max-age=60 | max-age=90 | max-age=60",
        "public, max-age=60 | public, max-age=90 | public, max-age=60",
        "max-age=60 | no-cache | no-cache",
        "max-age=60 | no-cache=\"X-A, max-age=1\" | no-cache",
        "max-age=60 | public | no-cache",
        "private | private | private, no-cache",
        "max-age=60 | max-age=90, must-revalidate | max-age=60, must-revalidate",
        "max-age=60 | max-age=90, proxy-revalidate | max-age=60, must-revalidate",
        "max-age=60 | max-age=90, s-maxage=20 | max-age=60, s-maxage=20",
        "max-age=60, s-maxage=600 | max-age=90, s-maxage=300 | max-age=60, s-maxage=300",
        "max-age=60, s-maxage=600 | private, max-age=5 | private, max-age=5",
        "s-maxage=50 | max-age=60 | max-age=0, s-maxage=50",
        "MAX-AGE=60 | Max-Age=\"30\" | max-age=30",
        "max-age=60, max-age=10 | max-age=30 | max-age=10",
        "max-age=-1 | max-age=30 | max-age=0",
        "max-age= | max-age=30 | max-age=0",
        "max-age=1.5 | max-age=30 | max-age=0",
        "max-age=99999999999999999999 | max-age=99999999999 | max-age=2147483647",
        "max-age=60, immutable, stale-while-revalidate=5 | max-age=90 | max-age=60",
        "max-age=60,, | ,max-age=90 | max-age=60",
        "'' | max-age=60 | no-cache",
        "no-store, a=\"\\\"\", max-age=60 | max-age=60 | ''",
        "private, a=\"\\\"\", max-age=60 | max-age=60 | private, max-age=60",
        "private, max-age=60, a=\"x\\\"y\" | max-age=60 | private, max-age=60",
        "no-store, ext=\" | max-age=60 | ''",
        "ext=\"a, no-store | max-age=60 | ''",
        "ext=\"no-store, private\", max-age=60 | max-age=60 | max-age=60",
      })
  void isWhatEveryPartAllows(String first, String second, String allowed) {
    assertThat(of(false, headers(first), headers(second))).isEqualTo(allowed);
    assertThat(of(false, headers(second), headers(first))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"10, 50", "0, 60", "60, 0", "61, 0", "'', 0", "-5, 0", "x, 0", "99999999999999, 0"})
  void theAgeOfAPartIsSubtracted(String age, int left) {
    Map<String, String> headers = headers("max-age=60");
    headers.put("age", age);
    assertThat(of(false, headers)).isEqualTo("max-age=" + left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "*                          | ''",
        "Accept, *                  | ''",
        "X-Forwarded-For            | ''",
        "Accept ,x-request-id       | ''",
        "Forwarded                  | ''",
        "Accept                     | max-age=60",
        "Accept-Encoding, X-Tenant  | max-age=60",
      })
  void b4APartThatVariesByWhatNoCacheSeesForbidsIt(String vary, String allowed) {
    Map<String, String> headers = headers("max-age=60");
    headers.put("vary", vary);
    assertThat(of(false, headers, headers("max-age=60"))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "\"", "\\\"", "\"\"", "\"x\",", "a=\"\\"})
  void b9NoHeaderIsTooMuchForIt(String repeated) {
    String value = "no-store, a=" + repeated.repeat(60_000 / repeated.length());
    CpuWatch watch = CpuWatch.started();
    assertThat(of(false, headers(value))).isEmpty();
    assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void sharedCachesNeverStoreAPersonalResponse() {
    assertThat(of(true, headers("public, max-age=60, s-maxage=600, must-revalidate")))
        .isEqualTo("private, max-age=60, must-revalidate");
  }

  @Test
  void partsThatWereNotCalledDoNotCountUnlessThereIsNoOther() {
    PartResult skipped = new PartResult(PART, new Outcome.Skipped(), 0, 0, Timeline.NONE);
    assertThat(of(false, List.of(result(headers("max-age=60")), skipped))).isEqualTo("max-age=60");
    assertThat(of(false, List.of(skipped))).isEmpty();
  }

  private static Map<String, String> headers(String cacheControl) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (cacheControl != null) {
      headers.put("cache-control", cacheControl);
    }
    return headers;
  }

  @SafeVarargs
  private static String of(boolean personal, Map<String, String>... parts) {
    List<PartResult> results = new ArrayList<>();
    for (Map<String, String> headers : parts) {
      results.add(result(headers));
    }
    return of(personal, results);
  }

  private static PartResult result(Map<String, String> named) {
    ResponseHeaders headers =
        new ResponseHeaders(
            named.entrySet().stream()
                .map(one -> new ResponseHeaders.Field(one.getKey(), one.getValue()))
                .toList());
    return new PartResult(
        PART, new Outcome.Success(Buffer.buffer("1"), headers), 0, 0, Timeline.NONE);
  }

  private static String of(boolean personal, List<PartResult> results) {
    CachePolicy policy = new StrictestCachePolicy(personal);
    Plan plan = new Plan("/a", List.of(PART), Optional.empty(), 200, policy, "");
    return policy.of(new PartResults(plan, results, results.getFirst()));
  }
}
