package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.AcceptedStatuses;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.Call;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.lean.RequestEncoder;
import io.tributary.backend.policy.Pipeline;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.support.CountingMetrics;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A backend's whole pipe on one event loop, and raw backends for it to call. Each test gets a
 * Vert.x of its own; an exception that reaches its handler fails the test.
 */
public final class Wire implements BeforeEachCallback, AfterEachCallback {
  public static final AcceptedStatuses SUCCESSFUL = new AcceptedStatuses().and(200, 299);

  private static final byte[] X_CALL = RequestEncoder.name("x-call");

  public static final Duration LONG = Duration.ofSeconds(5);
  static final Duration SHORT = Duration.ofMillis(250);

  /**
   * The first calls of a JVM load classes on the event loop, which takes longer than a loop may be
   * blocked. So they are made once, on a Vert.x that does not mind.
   */
  private static final class Warm {
    static final int CALLS = warmUp(200);
  }

  private static int warmUp(int count) {
    Wire wire = new Wire();
    wire.vertx = Vertx.vertx();
    Pipe pipe = wire.pipe(wire.faulty(_ -> {}));
    for (int i = 0; i < count; i++) {
      assertThat(pipe.body("/warm")).isEqualTo(own("/warm"));
    }
    for (String other : List.of("http://nobody.invalid", "https://127.0.0.1:9")) {
      assertThat(wire.pipe(spec(URI.create(other), 1)).failure("/a")).isNotNull();
    }
    assertThat(pipe.failure("/bad", Duration.ofMillis(20))).isNotNull();
    Void _ = TestVertx.await(wire.vertx().close());
    return count;
  }

  private final CountingMetrics metrics = new CountingMetrics();
  private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
  private @Nullable Vertx vertx;

  @Override
  public void beforeEach(ExtensionContext context) {
    assertThat(Warm.CALLS).isPositive();
    Vertx created = TestVertx.create();
    created.exceptionHandler(unhandled::add);
    vertx = created;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Void _ = TestVertx.await(vertx().close());
    Faults.eventually(() -> metrics.connections.get() == 0); // whoever counts one counts its end
    assertThat(unhandled).as("exceptions nobody handled").isEmpty();
  }

  public Vertx vertx() {
    return Objects.requireNonNull(vertx, "before the test");
  }

  /** A backend with a script. */
  public FakeBackend backend(FakeBackend.Script script) {
    return FakeBackend.start(vertx(), script);
  }

  /** A backend that plays the script for {@code /bad} and echoes any other target as its answer. */
  public FakeBackend faulty(FakeBackend.Script bad) {
    return backend(
        exchange -> {
          String target = exchange.head().split(" ", 3)[1];
          if (target.startsWith("/bad")) {
            bad.onRequest(exchange);
          } else {
            exchange.answer(own(target));
          }
        });
  }

  /** What {@link #faulty} answers to a target it has no fault for. */
  public static String own(String target) {
    return "{\"target\":\"" + target + "\"}";
  }

  public static BackendSpec spec(URI url, int maxConcurrent) {
    return new BackendSpec("users", url, maxConcurrent, 64 * 1024, Map.of(), Optional.empty());
  }

  public static void reset(FakeBackend.Exchange exchange) {
    ((NetSocketInternal) exchange.socket())
        .channelHandlerContext()
        .channel()
        .config()
        .setOption(ChannelOption.SO_LINGER, 0);
    exchange.close();
  }

  public Pipe pipe(FakeBackend backend) {
    return pipe(spec(backend.url(), 1));
  }

  public Pipe pipe(BackendSpec spec) {
    return pipe(spec, clock());
  }

  /** One whose connections age by the clock; its calls' deadlines are always real. */
  public Pipe pipe(BackendSpec spec, Clock ageing) {
    return pipe(spec, ageing, new ClientSSLOptions());
  }

  /** The real time. */
  public Clock clock() {
    return Clock.of(vertx());
  }

  public Pipe pipe(BackendSpec spec, Clock ageing, ClientSSLOptions trust) {
    Promise<Pipe> made = Promise.promise();
    vertx()
        .runOnContext(
            _ -> {
              LeanTransport client = new LeanTransport(vertx(), ageing, LONG, metrics, trust);
              Clock clock = clock();
              Backend backend = new Pipeline(spec, clock).on(client);
              made.complete(new Pipe(vertx().getOrCreateContext(), clock, backend));
            });
    return TestVertx.await(made.future());
  }

  /** One loop's pipe; calls may be started from any thread. */
  public record Pipe(Context loop, Clock clock, Backend backend) {
    Future<Buffer> start(String uri, Duration timeout, Cancellation cancellation) {
      Promise<Buffer> promise = Promise.promise();
      loop.runOnContext(
          _ -> {
            Call call =
                new Call(uri, head -> head.line(X_CALL, uri), Wire.SUCCESSFUL, cancellation);
            backend.call(call, Deadline.after(timeout, clock)).onComplete(promise);
          });
      return promise.future();
    }

    /** A call, and another from within its completion, on the same turn of the loop. */
    Future<Buffer> startChained(String first, String second) {
      Promise<Buffer> promise = Promise.promise();
      loop.runOnContext(
          _ ->
              backend
                  .call(call(first), Deadline.after(LONG, clock))
                  .compose(_ -> backend.call(call(second), Deadline.after(LONG, clock)))
                  .onComplete(promise));
      return promise.future();
    }

    private static Call call(String uri) {
      return new Call(uri, head -> head.line(X_CALL, uri), Wire.SUCCESSFUL, new Cancellation());
    }

    Future<Buffer> start(String uri, Duration timeout) {
      return start(uri, timeout, new Cancellation());
    }

    /** The body of a call that succeeds. */
    public Buffer bytes(String uri) {
      return TestVertx.await(start(uri, LONG));
    }

    public String body(String uri) {
      return bytes(uri).toString();
    }

    /** Why a call fails. */
    public CallFailedException failure(String uri, Duration timeout) {
      return failure(start(uri, timeout));
    }

    public CallFailedException failure(String uri) {
      return failure(uri, LONG);
    }

    public static CallFailedException failure(Future<Buffer> call) {
      try {
        Buffer body = TestVertx.await(call);
        throw new AssertionError("succeeded with " + body);
      } catch (CompletionException e) {
        if (e.getCause() instanceof CallFailedException failed) {
          return failed;
        }
        throw e;
      }
    }

    public void cancel(Cancellation cancellation) {
      loop.runOnContext(_ -> cancellation.cancel());
    }
  }
}
