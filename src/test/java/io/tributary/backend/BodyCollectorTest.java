package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.tributary.scope.ByteBudget;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {
  private final BodyCollector collector = new BodyCollector(1 << 20, ByteBudget.UNLIMITED.open());

  @Test
  @DisplayName("A1: a kept connection does not hold the body of its last response")
  void letsGoOfABodyThatIsComplete() {
    assertLetsGo(it -> assertThat(it.complete().result()).hasToString("\"aa\""));
  }

  @Test
  @DisplayName("A1: a call that failed holds no body, whatever still refers to it")
  void letsGoOfABodyThatIsNotNeeded() {
    assertLetsGo(BodyCollector::discard);
  }

  private void assertLetsGo(Consumer<BodyCollector> end) {
    WeakReference<byte[]> body = collected();
    end.accept(collector);
    BooleanSupplier isGone =
        () -> {
          System.gc();
          return body.refersTo(null);
        };
    assertThat(Eventually.holds(Patience.HANG, isGone)).isLessThan(Patience.HANG);
    assertThat(collector.draining()).as("it is still there").isFalse();
  }

  /** An array that the collector keeps as it is. */
  private WeakReference<byte[]> collected() {
    byte[] body = "\"aa\"".getBytes(StandardCharsets.US_ASCII);
    Buffer chunk = BufferInternal.buffer(Unpooled.wrappedBuffer(body));
    assertThat(collector.tooLarge(200, body.length)).isFalse();
    assertThat(collector.add(chunk)).isNull();
    return new WeakReference<>(body);
  }
}
