package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingEventsTest {
  private static final int ROUNDS = 200;

  @Test
  void takesEveryByteAndBreaksNoLineWithinAValue() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PendingEvents events = new PendingEvents();
    StringBuilder expected = new StringBuilder();
    StringBuilder taken = new StringBuilder();
    for (int round = 0; round < ROUNDS; round++) {
      String head = text(random, 50);
      String tail = text(random, 5);
      Optional<String> value =
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(text(random, 50_000));
      events.add(
          new StreamEvent(Buffer.buffer(head), value.map(Buffer::buffer), Buffer.buffer(tail)));
      expected.append(head).append(value.orElse("").replaceAll("[\r\n]", " ")).append(tail);
      while (!events.isEmpty() && random.nextBoolean()) {
        take(events, taken);
      }
    }
    while (!events.isEmpty()) {
      take(events, taken);
    }
    assertThat(taken.toString().equals(expected.toString())).as("seed " + seed).isTrue();
  }

  private static void take(PendingEvents events, StringBuilder taken) {
    ByteBuf slice = events.nextSlice();
    assertThat(slice.readableBytes()).isBetween(1, Slices.SLICE);
    taken.append(slice.toString(StandardCharsets.US_ASCII));
    assertThat(slice.release()).isTrue();
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder("x");
    int length = random.nextInt(most);
    while (text.length() < length) {
      text.append("ab \n\r".charAt(random.nextInt(5)));
    }
    return text.toString();
  }
}
