package io.tributary.support;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver of traces by OTLP, over gRPC and over HTTP on one free loopback port. It decodes what
 * it gets with the published protobuf classes. Closed with its Vert.x. Thread-safe.
 */
public final class OtlpReceiver {
  /** What it does with requests. */
  public enum Behaviour {
    ACCEPTS,
    REFUSES,
    HANGS
  }

  /** The flag and the length before the message of a gRPC request. */
  private static final int GRPC_PREFIX = 5;

  private final List<ExportedSpan> spans = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private volatile Behaviour behaviour = Behaviour.ACCEPTS;
  private volatile Resource resource = Resource.getDefaultInstance();

  /** Starts to listen. */
  public OtlpReceiver(Vertx vertx) {
    server =
        TestVertx.await(
            vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
  }

  /** Where it listens, for both protocols. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Does this with requests from now on. */
  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** The requests so far. */
  public int requests() {
    return requests.get();
  }

  /** The spans so far, in the order of their arrival. */
  public List<ExportedSpan> spans() {
    return List.copyOf(spans);
  }

  /** What the last spans say about their service. */
  public Resource resource() {
    return resource;
  }

  private void receive(HttpServerRequest request) {
    requests.incrementAndGet();
    var _ =
        request
            .body()
            .onSuccess(
                body -> {
                  switch (request.path()) {
                    case "/v1/traces" -> answerHttp(request, body);
                    case "/opentelemetry.proto.collector.trace.v1.TraceService/Export" ->
                        answerGrpc(request, body.slice(GRPC_PREFIX, body.length()));
                    default -> request.response().setStatusCode(404).end();
                  }
                });
  }

  private void answerHttp(HttpServerRequest request, Buffer message) {
    switch (behaviour) {
      case ACCEPTS -> {
        add(message);
        var _ =
            request
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-protobuf")
                .end(Buffer.buffer());
      }
      case REFUSES -> request.response().setStatusCode(400).end();
      case HANGS -> {}
    }
  }

  private void answerGrpc(HttpServerRequest request, Buffer message) {
    switch (behaviour) {
      case ACCEPTS -> {
        add(message);
        endGrpc(request, "0");
      }
      case REFUSES -> endGrpc(request, "3");
      case HANGS -> {}
    }
  }

  private static void endGrpc(HttpServerRequest request, String status) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/grpc");
    var _ =
        request
            .response()
            .putTrailer("grpc-status", status)
            .end(Buffer.buffer(new byte[GRPC_PREFIX]));
  }

  private void add(Buffer message) {
    try {
      for (ResourceSpans one :
          ExportTraceServiceRequest.parseFrom(message.getBytes()).getResourceSpansList()) {
        resource = one.getResource();
        one.getScopeSpansList()
            .forEach(
                scope -> {
                  for (Span span : scope.getSpansList()) {
                    spans.add(new ExportedSpan(span));
                  }
                });
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
