package io.tributary.backend.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Response;
import io.tributary.backend.contract.Wire;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private final Scope scope = Requests.scope(Duration.ofSeconds(2), new VirtualClock());
  private final List<Promise<Response>> calls = new ArrayList<>();
  private final Backend backend =
      new ConcurrencyLimit(2)
          .around(
              (_, _) -> {
                Promise<Response> call = Promise.promise();
                calls.add(call);
                return call.future();
              });

  @Test
  void rejectsWhatIsTooMuchWithoutCallingTheBackend() {
    assertThat(call().isComplete()).isFalse();
    assertThat(call().isComplete()).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(Wire.Pipe.failure(call()).reason()).isEqualTo(Reason.REJECTED);
    }
    assertThat(calls).hasSize(2);
  }

  @Test
  void aCallThatSucceedsMakesRoomForOne() {
    fill();
    calls.getFirst().complete(new Response(200, Buffer.buffer("[]")));
    hasRoomForOne();
  }

  @Test
  void aCallThatFailsMakesRoomForOne() {
    fill();
    calls.getFirst().fail(new CancelledException());
    hasRoomForOne();
  }

  @Test
  void isSharedByThePipesItIsPutAround() {
    ConcurrencyLimit limit = new ConcurrencyLimit(1);
    Backend hanging = limit.around((_, _) -> Promise.<Response>promise().future());
    Backend other =
        limit.around((_, _) -> Future.succeededFuture(new Response(200, Buffer.buffer("[]"))));
    assertThat(call(hanging).isComplete()).isFalse();
    assertThat(Wire.Pipe.failure(call(other)).reason()).isEqualTo(Reason.REJECTED);
  }

  private void fill() {
    assertThat(call().isComplete()).isFalse();
    assertThat(call().isComplete()).isFalse();
  }

  private void hasRoomForOne() {
    assertThat(call().isComplete()).isFalse();
    assertThat(Wire.Pipe.failure(call()).reason()).isEqualTo(Reason.REJECTED);
  }

  private Future<Response> call() {
    return call(backend);
  }

  private Future<Response> call(Backend one) {
    return one.call(Requests.get("/a"), scope);
  }
}
