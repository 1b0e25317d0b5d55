package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Deadline;
import io.tributary.support.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadEncoderTest {
  private final HeadEncoder head = new HeadEncoder();
  private final Deadline deadline = Deadline.after(Duration.ofMillis(250), new VirtualClock());

  @Test
  void writesConstantHeadersThenThoseOfTheRequestThenItsTimeout() {
    head.add(headers("\u00e4\tb"), deadline);
    assertThat(written())
        .isEqualTo("accept: a/b\r\nx-own: \u00e4\tb\r\nrequest-timeout-ms: 250\r\n");
  }

  @Test
  void growsAndIsReused() {
    for (int length : new int[] {10, 5000, 100_000, 10}) {
      head.clear();
      head.add("a".repeat(length));
      assertThat(written()).isEqualTo("a".repeat(length));
    }
  }

  /** A line break would be another header, or another request. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\nx: b", "a\nb", "a\rb", "\u0000", "a\u001f", "a\u007f", "\u0100", "\u010a"})
  void refusesWhatCouldSplitARequest(String value) {
    assertThatThrownBy(() -> head.add(headers(value), deadline))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.DEPENDENCY));
  }

  private static RequestHeaders headers(String value) {
    return new RequestHeaders(
        new ConstantHeaders(List.of(Header.of("accept", "a/b"))),
        List.of(Header.of("x-own", value)));
  }

  private String written() {
    ByteBuf out = Unpooled.buffer();
    head.writeTo(out);
    assertThat(out.readableBytes()).isEqualTo(head.length());
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
