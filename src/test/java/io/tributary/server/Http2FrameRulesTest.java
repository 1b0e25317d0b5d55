package io.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.tributary.support.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2FrameRulesTest {
  private static final int END_STREAM = 1;

  private final VirtualClock clock = new VirtualClock();
  private final Http2FrameRules rules = new Http2FrameRules(clock::nanoTime);

  private void send(int frames, int type) {
    for (int i = 0; i < frames; i++) {
      rules.begins(type, 0, 0);
    }
  }

  private void assertViolation(Http2Error error) {
    assertThat(rules.violation().orElseThrow().error()).isEqualTo(error);
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {Http2FrameTypes.PING, Http2FrameTypes.SETTINGS, Http2FrameTypes.PRIORITY, 0x42})
  void aThousandRareFramesFillASecond(byte type) {
    send(1000, type);
    clock.advance(Duration.ofMillis(1001));
    send(1000, type);
    assertThat(rules.violation()).isEmpty();
    send(1, type);
    assertViolation(Http2Error.ENHANCE_YOUR_CALM);
  }

  @Test
  void aFastDownloadIsNoFlood() {
    send(50_000, Http2FrameTypes.WINDOW_UPDATE);
    assertThat(rules.violation()).isEmpty();
    send(1, Http2FrameTypes.DATA);
    assertViolation(Http2Error.ENHANCE_YOUR_CALM);
  }

  @Test
  void requestsAreNoFlood() {
    for (int i = 0; i < 100_000; i++) {
      rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 1 + 2 * i);
      rules.begins(Http2FrameTypes.CONTINUATION, 0, 1 + 2 * i);
    }
    assertThat(rules.violation()).isEmpty();
    assertThat(rules.used()).isTrue();
  }

  @Test
  void trailersEndAStreamOnce() {
    rules.begins(Http2FrameTypes.HEADERS, 0, 1);
    rules.begins(Http2FrameTypes.DATA, 0, 1);
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 1);
    assertThat(rules.violation()).isEmpty();
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 1);
    assertViolation(Http2Error.STREAM_CLOSED);
  }

  @Test
  void dataAndResetsEndAStreamToo() {
    rules.begins(Http2FrameTypes.HEADERS, 0, 1);
    rules.begins(Http2FrameTypes.DATA, END_STREAM, 1);
    rules.begins(Http2FrameTypes.HEADERS, 0, 3);
    rules.begins(Http2FrameTypes.RST_STREAM, 0, 3);
    assertThat(rules.violation()).isEmpty();
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 3);
    assertViolation(Http2Error.STREAM_CLOSED);
  }

  @Test
  void aStreamThatWasPassedOverCannotBegin() {
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 1);
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 7);
    rules.begins(Http2FrameTypes.HEADERS, END_STREAM, 5);
    assertViolation(Http2Error.PROTOCOL_ERROR);
  }
}
