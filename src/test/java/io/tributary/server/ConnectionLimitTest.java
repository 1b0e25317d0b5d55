package io.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tributary.server.ConnectionLimit.OpenConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Defect A2: who has to leave when all places are taken. */
class ConnectionLimitTest {
  private final List<Cut> cuts = new ArrayList<>();
  private final AtomicBoolean overloaded = new AtomicBoolean();
  private final AtomicLong nanoTime = new AtomicLong();
  private final ConnectionLimit limit =
      new ConnectionLimit(3, overloaded::get, nanoTime::get, cuts::add);
  private final List<EmbeddedChannel> channels = new ArrayList<>();

  /** Enters long after all others. */
  private OpenConnection enter() {
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(51));
    EmbeddedChannel channel = new EmbeddedChannel();
    channels.add(channel);
    return Objects.requireNonNull(limit.enter(channel), "no place");
  }

  private List<Boolean> open() {
    return channels.stream().map(EmbeddedChannel::isOpen).toList();
  }

  @Test
  void theOneThatHasWaitedLongestLeavesForTheNext() {
    enter().waits();
    OpenConnection second = enter();
    second.waits();
    enter().waits();
    enter();
    assertThat(open()).containsExactly(false, true, true, true);
    second.isBusy();
    second.waits(); // waits anew, behind the third
    enter();
    assertThat(open()).containsExactly(false, true, false, true, true);
    assertThat(cuts).containsExactly(Cut.LIMIT, Cut.LIMIT);
    assertThat(limit.open()).isEqualTo(3);
  }

  @Test
  void whileRequestsWaitOnlyOneLeavesThatHasWaitedForASecond() {
    for (int i = 0; i < 3; i++) {
      enter().waits();
    }
    overloaded.set(true);
    assertThat(limit.enter(new EmbeddedChannel())).isNull();
    assertThat(open()).containsExactly(true, true, true);
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1) + 1);
    enter();
    assertThat(open()).containsExactly(false, true, true, true);
  }

  /** Vert.x does not close before all is written, which may be never. */
  @Test
  void oneThatDoesNotReadLeavesToo() {
    for (int i = 0; i < 3; i++) {
      enter().waits();
      channels
          .get(i)
          .pipeline()
          .addLast(new ChannelDuplexHandler())
          .addLast(
              new ChannelOutboundHandlerAdapter() {
                @Override
                public void close(ChannelHandlerContext context, ChannelPromise promise) {}
              });
    }
    enter();
    assertThat(open()).containsExactly(false, true, true, true);
  }

  @Test
  void saysWhetherOneMoreFindsAPlace() {
    enter();
    enter();
    assertThat(limit.hasPlace()).isTrue();
    OpenConnection third = enter();
    assertThat(limit.hasPlace()).isFalse();
    third.waits();
    assertThat(limit.hasPlace()).as("its request is on its way").isFalse();
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(51));
    assertThat(limit.hasPlace()).isTrue();
    overloaded.set(true);
    assertThat(limit.hasPlace()).isFalse();
  }

  @Test
  void aBusyOneNeverLeaves() {
    for (int i = 0; i < 3; i++) {
      OpenConnection busy = enter();
      busy.waits();
      busy.isBusy();
    }
    assertThat(limit.enter(new EmbeddedChannel())).isNull();
    assertThat(open()).containsExactly(true, true, true);
    assertThat(limit.open()).isEqualTo(3);
  }

  @Test
  void aClosedOneFreesItsPlace() {
    enter().waits();
    enter().waits();
    enter().waits();
    channels.get(1).close().syncUninterruptibly();
    assertThat(limit.open()).isEqualTo(2);
    enter().waits();
    assertThat(open()).containsExactly(true, false, true, true);
    assertThat(cuts).isEmpty();
  }

  @Test
  void oneThatIsClosedDoesNotWaitAnyMore() {
    OpenConnection gone = enter();
    channels.getFirst().close().syncUninterruptibly();
    gone.waits(); // its response was written as it closed
    enter();
    enter();
    enter();
    assertThat(limit.enter(new EmbeddedChannel())).isNull();
  }
}
