package io.tributary.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rules for a request's head: a load generator's, and a browser's behind a proxy. The requests
 * are real ones, received once and left unanswered.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestRulesBench {
  private static final String SMALL =
      """
      GET /aggregate HTTP/1.1
      Host: localhost:8080

      """;
  private static final String LARGE =
      """
      GET /aggregate/customers/u-17?since=2026-01-01T00%3A00%3A00Z&fields=id,name HTTP/1.1
      Host: shop.example.org
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101
      Accept: application/json, text/plain, */*
      Accept-Language: de-DE,de;q=0.8,en-US;q=0.5,en;q=0.3
      Accept-Encoding: gzip, deflate, br, zstd
      Referer: https://shop.example.org/customers/u-17
      Cookie: session=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      X-Forwarded-For: 192.0.2.17
      X-Forwarded-Proto: https
      X-Request-Id: f8a60d980a8c53ee
      traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01

      """;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServerRequest small = received(SMALL);
  private final HttpServerRequest large = received(LARGE);

  @Benchmark
  public void small() {
    RequestRules.check(RequestHead.of(small));
  }

  @Benchmark
  public void large() {
    RequestRules.check(RequestHead.of(large));
  }

  @TearDown
  public void stop() {
    result(vertx.close());
  }

  private HttpServerRequest received(String head) {
    Promise<HttpServerRequest> request = Promise.promise();
    HttpServer server =
        result(vertx.createHttpServer().requestHandler(request::complete).listen(0, "127.0.0.1"));
    NetSocket client = result(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
    result(client.write(head.replace("\n", "\r\n"), US_ASCII.name()));
    return result(request.future());
  }

  private static <T> T result(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
