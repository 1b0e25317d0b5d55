package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionFailureTest {
  static Stream<Throwable> departures() {
    return Stream.of(
        new PrematureChannelClosureException(),
        new ClosedChannelException(),
        new UncheckedIOException(new IOException("epoll_ctl(..) failed")),
        new HttpClosedException("closed"),
        new StreamResetException(8),
        new TimeoutException());
  }

  @ParameterizedTest
  @MethodSource("departures")
  void aClientThatLeavesViolatesNothing(Throwable cause) {
    assertThat(ConnectionFailure.isProtocolError(cause)).isFalse();
  }

  @Test
  void whatCannotBeDecodedIsAProtocolError() {
    assertThat(ConnectionFailure.isProtocolError(new DecoderException())).isTrue();
    assertThat(ConnectionFailure.isProtocolError(null)).isTrue();
  }
}
