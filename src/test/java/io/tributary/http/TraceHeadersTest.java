package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  private static final String NEW = "00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]";

  private final MultiMap headers = HttpHeaders.headers();

  @Test
  @DisplayName("C7: two tracestate lines are one")
  void continueTheClientsTraceWithItsFlags() {
    headers.add("Traceparent", PARENT).add("Tracestate", "a=1").add("tracestate", "b=2");
    assertThat(trace(1)).isEqualTo(new Trace("r", PARENT, "a=1,b=2"));
  }

  @Test
  @DisplayName("C7: a new trace is sampled by the ratio")
  void startATraceThatIsSampledByTheRatio() {
    assertThat(trace(1).traceparent()).matches(NEW).endsWith("-01");
    assertThat(trace(0).traceparent()).matches(NEW).endsWith("-00");
  }

  @Test
  void believeNoneOfTwoParents() {
    headers.add("traceparent", PARENT).add("traceparent", PARENT).add("tracestate", "a=1");
    assertThat(trace(1).traceparent()).matches(NEW).isNotEqualTo(PARENT);
    assertThat(trace(1).tracestate()).isEmpty();
  }

  @Test
  void dropTheStateOfATraceThatIsNotContinued() {
    headers.add("traceparent", "00-xyz").add("tracestate", "a=1");
    assertThat(trace(1).tracestate()).isEmpty();
  }

  private Trace trace(double ratio) {
    return new TraceHeaders(Sampling.withoutSpans(ratio)).of(headers, "r");
  }
}
