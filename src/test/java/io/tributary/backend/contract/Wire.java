package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Settings;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendState;
import io.tributary.backend.Policy;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.backend.SingleUse;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportContext;
import io.tributary.backend.address.HostResolver;
import io.tributary.backend.address.OneLoopback;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.backend.policy.Pipeline;
import io.tributary.backend.tls.TlsFailure;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.support.BackendSettings;
import io.tributary.support.CountedConnections;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeDns;
import io.tributary.support.Patience;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.tributary.tls.TlsFileException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes fake backends, and pipes that call them through the policies and the transport under test.
 * Each test has its own Vert.x. An exception that reaches its exception handler fails the test.
 */
public final class Wire implements BeforeEachCallback, AfterEachCallback {
  public static final Duration LONG = Duration.ofSeconds(20);
  public static final Duration SHORT = Duration.ofMillis(250);

  /**
   * The first calls of a JVM load classes on the event loop, which blocks it too long. They are
   * made once for each transport, on a Vert.x without a check for that.
   */
  private static final Set<TransportUnderTest> WARM = EnumSet.noneOf(TransportUnderTest.class);

  private final TransportUnderTest transport;
  private final CountedConnections connections = new CountedConnections();
  private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
  private @Nullable Vertx vertx;
  private Function<Vertx, HostResolver> hosts = OneLoopback::of;

  /** One over that transport. */
  public Wire(TransportUnderTest transport) {
    this.transport = transport;
  }

  private static synchronized void warmUp(TransportUnderTest transport) {
    if (!WARM.add(transport)) {
      return;
    }
    Wire wire = new Wire(transport);
    wire.vertx = TestVertx.create(Patience.HANG.toMillis());
    Pipe pipe = wire.pipe(wire.at(wire.faulty(_ -> {}).url()).timeout(LONG).build());
    for (int i = 0; i < 200; i++) {
      assertThat(pipe.body("/warm")).isEqualTo(own("/warm"));
    }
    for (String other : List.of("http://nobody.invalid:80", "https://127.0.0.1:9")) {
      assertThat(wire.pipe(wire.at(URI.create(other)).build()).failure("/a")).isNotNull();
    }
    assertThat(pipe.failure("/bad", Duration.ofMillis(20))).isNotNull();
    TestVertx.close(wire.vertx());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    warmUp(transport);
    Vertx created = TestVertx.create();
    created.exceptionHandler(unhandled::add);
    vertx = created;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestVertx.close(vertx());
    Faults.eventually(() -> connections.open() == 0); // whoever counts one counts its end
    // What was under way when the event loops ended can run no more tasks, and nobody waits for it.
    assertThat(unhandled)
        .filteredOn(cause -> !(cause instanceof RejectedExecutionException))
        .as("exceptions nobody handled")
        .isEmpty();
  }

  /** The test's own. */
  public Vertx vertx() {
    return Objects.requireNonNull(vertx, "before the test");
  }

  /** Has the names of backends looked up by that DNS server, from the next pipe on. */
  public void dns(FakeDns server) {
    hosts = loop -> HostResolver.of(loop, server.address());
  }

  /** Whether the transport under test differs in that from the others. */
  boolean differs(TransportUnderTest.Difference difference) {
    return transport.differs(difference);
  }

  /** A backend with a script. */
  public FakeBackend backend(FakeBackend.Script script) {
    return transport.backend(vertx(), script);
  }

  /** A backend with a script that speaks HTTP/2 with these settings. */
  FakeBackend backend(FakeBackend.Script script, Http2Settings settings) {
    return transport.backend(vertx(), script, settings);
  }

  /** A backend that plays the script for {@code /bad} and echoes any other target in its body. */
  public FakeBackend faulty(FakeBackend.Script bad) {
    return backend(echoing(bad));
  }

  /** The same at another address than the usual one; not over TLS. */
  FakeBackend echoAt(String address) {
    return transport.backend(vertx(), address, echoing(FakeBackend.Exchange::close));
  }

  /** Plays the script for {@code /bad} and echoes any other target. */
  static FakeBackend.Script echoing(FakeBackend.Script bad) {
    return exchange -> {
      String target = exchange.head().split(" ", 3)[1];
      if (target.startsWith("/bad")) {
        bad.onRequest(exchange);
      } else {
        exchange.answer(own(target));
      }
    };
  }

  /** What {@link #faulty} answers to a target it has no fault for. */
  public static String own(String target) {
    return "{\"target\":\"" + target + "\"}";
  }

  /** The settings of a backend at that URL, over the transport under test, one call at a time. */
  public BackendSettings at(URI url) {
    return transport.configure(BackendSettings.at(url));
  }

  /** The same for a host that a {@link URI} does not take, such as one with an underscore. */
  public BackendSettings at(Origin origin) {
    return transport.configure(BackendSettings.at(origin));
  }

  /** A pipe to that backend with one call at a time. */
  public Pipe pipe(FakeBackend backend) {
    return pipe(at(backend.url()).build());
  }

  /** A pipe to that backend with so many calls at a time. */
  public Pipe pipe(FakeBackend backend, int maxConcurrent) {
    return pipe(at(backend.url()).maxConcurrent(maxConcurrent).build());
  }

  /** A pipe to a backend with these settings. */
  public Pipe pipe(BackendConfig backend) {
    return pipe(backend, clock());
  }

  /** The real time. */
  public Clock clock() {
    return Clock.of(vertx());
  }

  /** A pipe whose connections age by the clock; its calls' deadlines are always real. */
  public Pipe pipe(BackendConfig backend, Clock ageing) {
    return pipe(backend, ageing, tls(backend));
  }

  /** Whether connections to a backend serve one request each, for pipes that share it. */
  SingleUse singleUse() {
    return new SingleUse("users", clock(), connections);
  }

  /** A pipe with so many calls at a time, which shares that with others. */
  Pipe pipe(FakeBackend backend, int maxConcurrent, SingleUse shared) {
    BackendConfig settings = at(backend.url()).maxConcurrent(maxConcurrent).build();
    return pipe(settings, clock(), tls(settings), shared);
  }

  /** A pipe that connects with these settings. */
  public Pipe pipe(BackendConfig backend, TlsSettings tls) {
    return pipe(backend, clock(), tls);
  }

  /** A pipe to a backend that no call waits for longer than that. */
  Pipe pipe(BackendConfig backend, Duration longestCall) {
    return pipe(backend, clock(), tls(backend), singleUse(), longestCall);
  }

  /** The settings that the backend's files hold now. */
  public static TlsSettings tls(BackendConfig backend) {
    try {
      return TlsSettings.read(List.of(backend));
    } catch (TlsFileException broken) {
      throw new AssertionError(broken.problem(), broken);
    }
  }

  /** Connections to backends that are open now. */
  int openConnections() {
    return connections.open();
  }

  /** Does this on the event loop of each connection that is open, before a request is written. */
  void onOpened(Runnable action) {
    connections.onOpened(action);
  }

  /** Why secure connections have failed so far. */
  public List<TlsFailure> tlsFailures() {
    return connections.tlsFailures();
  }

  private Pipe pipe(BackendConfig backend, Clock ageing, TlsSettings tls) {
    return pipe(backend, ageing, tls, singleUse());
  }

  private Pipe pipe(BackendConfig backend, Clock ageing, TlsSettings tls, SingleUse singleUse) {
    return pipe(backend, ageing, tls, singleUse, LONG);
  }

  private Pipe pipe(
      BackendConfig backend,
      Clock ageing,
      TlsSettings tls,
      SingleUse singleUse,
      Duration longestCall) {
    Promise<Pipe> made = Promise.promise();
    vertx()
        .runOnContext(
            _ -> {
              Clock clock = clock();
              Transport loop =
                  transport.start(
                      new TransportContext(
                          vertx(), hosts.apply(vertx()), ageing, () -> longestCall, connections));
              made.complete(
                  new Pipe(
                      vertx().getOrCreateContext(),
                      clock,
                      new Pipeline(backend, clock, BreakerObserver.NONE)
                          .around(loop.to(new BackendState(backend, singleUse, tls.of(backend))))));
            });
    return TestVertx.await(made.future());
  }

  /** One loop's pipe; calls may be started from any thread. */
  public record Pipe(Context loop, Clock clock, Backend backend) {
    /** The same with a policy around it. */
    Pipe with(Policy policy) {
      return new Pipe(loop, clock, policy.around(backend));
    }

    /** Starts a GET. */
    public Future<Buffer> start(String target, Duration timeout, Cancellation cancellation) {
      Promise<Buffer> promise = Promise.promise();
      loop.runOnContext(_ -> call(target, timeout, cancellation).onComplete(promise));
      return promise.future();
    }

    /** Starts a POST with that body. */
    Future<Buffer> post(String target, Buffer body, Duration timeout) {
      Request request = Requests.get(target).by(HttpMethod.POST, body, false);
      Promise<Buffer> promise = Promise.promise();
      loop.runOnContext(
          _ ->
              backend
                  .call(request, Requests.scope(timeout, clock))
                  .map(Response::body)
                  .onComplete(promise));
      return promise.future();
    }

    /** A call, and another from within its completion, on the same turn of the loop. */
    public Future<Buffer> startChained(String first, String second) {
      Promise<Buffer> promise = Promise.promise();
      loop.runOnContext(
          _ ->
              call(first, LONG, new Cancellation())
                  .compose(_ -> call(second, LONG, new Cancellation()))
                  .onComplete(promise));
      return promise.future();
    }

    private Future<Buffer> call(String target, Duration timeout, Cancellation cancellation) {
      return backend
          .call(Requests.get(target), Requests.scope(timeout, clock, cancellation))
          .map(Response::body);
    }

    /** Starts a GET that nobody cancels. */
    public Future<Buffer> start(String target, Duration timeout) {
      return start(target, timeout, new Cancellation());
    }

    /** The body of a call that succeeds. */
    public Buffer bytes(String target) {
      return TestVertx.await(start(target, LONG));
    }

    /** The body of a call that succeeds, as text. */
    public String body(String target) {
      return bytes(target).toString();
    }

    /** The body of a short call, or the reason's code. */
    String settled(String target) {
      return Settled.of(start(target, SHORT));
    }

    /** Why a call fails. */
    public CallFailedException failure(String target, Duration timeout) {
      return failure(start(target, timeout));
    }

    /** Why a call fails. */
    public CallFailedException failure(String target) {
      return failure(target, LONG);
    }

    /** Why a call fails. */
    public static CallFailedException failure(Future<?> call) {
      return (CallFailedException) cause(call, CallFailedException.class);
    }

    /** Waits until a call has ended because it was cancelled. */
    public static void awaitCancelled(Future<?> call) {
      assertThat(cause(call, CancelledException.class)).isNotNull();
    }

    private static Throwable cause(Future<?> call, Class<? extends Throwable> expected) {
      try {
        Object result = TestVertx.await(call);
        throw new AssertionError("succeeded with " + result);
      } catch (CompletionException e) {
        assertThat(e.getCause()).isInstanceOf(expected);
        return Objects.requireNonNull(e.getCause());
      }
    }

    /** Cancels on the pipe's event loop, after so many turns of it. */
    public void cancelAfterTurns(int turns, Cancellation cancellation) {
      loop.runOnContext(
          _ -> {
            if (turns == 0) {
              cancellation.cancel();
            } else {
              cancelAfterTurns(turns - 1, cancellation);
            }
          });
    }

    /** Cancels on the pipe's event loop. */
    public void cancel(Cancellation cancellation) {
      loop.runOnContext(_ -> cancellation.cancel());
    }
  }
}
