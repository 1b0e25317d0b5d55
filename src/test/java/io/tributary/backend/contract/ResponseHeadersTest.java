package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.ResponseHeaders.Field;
import io.tributary.backend.HeaderName;
import io.tributary.backend.Policy;
import io.tributary.backend.Response;
import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A policy gets the response headers that it asks for, and no others. */
@EveryTransport
class ResponseHeadersTest {
  @RegisterExtension final Wire wire;

  private final AtomicReference<Response> seen =
      new AtomicReference<>(new Response(0, Buffer.buffer()));

  ResponseHeadersTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  void keepsWhatWasWanted() {
    Response response = response("ETag: \"1\"\r\nCache-Control: max-age=5\r\n", "etag");
    assertThat(response.headers().fields()).containsExactly(new Field("etag", "\"1\""));
  }

  @Test
  void findsItWhateverItsCase() {
    Response response = response("cAcHe-CoNtRoL: max-age=5\r\n", "Cache-Control");
    assertThat(response.headers().joined("cache-control")).contains("max-age=5");
    assertThat(response.headers().all("CACHE-CONTROL")).containsExactly("max-age=5");
  }

  @Test
  void keepsSeveralValuesInTheirOrder() {
    Response response =
        response("Vary: accept\r\nX: y\r\nvary: origin, cookie\r\nVARY:  a  \r\n", "vary");
    assertThat(response.headers().all("vary")).containsExactly("accept", "origin, cookie", "a");
    assertThat(response.headers().joined("vary")).contains("accept, origin, cookie, a");
  }

  @Test
  void keepsTheBytesOfAValue() {
    String value = new String("é→".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Response response = response("X-A: é→\r\n", "x-a");
    assertThat(response.headers().all("x-a")).containsExactly(value);
    assertThat(response.headers().isValid()).isTrue();
  }

  @Test
  void lacksWhatTheBackendDidNotSend() {
    Response response = response("X-Etag: 1\r\nEtags: 2\r\n", "etag", "age");
    assertThat(response.headers().fields()).isEmpty();
  }

  @Test
  void keepsAnEmptyValue() {
    assertThat(response("Age:\r\n", "age").headers().all("age")).containsExactly("");
  }

  @Test
  void keepsNothingUnlessSomebodyAsks() {
    assertThat(response("Age: 1\r\n").headers().fields()).isEmpty();
  }

  @Test
  void doesNotMixTheHeadersOfTwoResponses() {
    FakeBackend backend =
        wire.backend(exchange -> exchange.write(ok("x-n: " + exchange.request() + "\r\n", "[]")));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).build()).with(wanting("x-n"));
    for (int i = 1; i <= 3; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[]");
      assertThat(seen.get().headers().fields())
          .containsExactly(new Field("x-n", Integer.toString(i)));
    }
  }

  @Test
  void leavesOutTheHeadersOfInterimHeads() {
    FakeBackend backend =
        wire.backend(
            exchange ->
                exchange.write(
                    "HTTP/1.1 103 Early Hints\r\nAge: 1\r\n\r\n" + ok("X-Other: 2\r\n", "[]")));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).build()).with(wanting("age", "x-other"));
    assertThat(pipe.body("/a")).isEqualTo("[]");
    assertThat(seen.get().headers().fields()).containsExactly(new Field("x-other", "2"));
  }

  private Response response(String fields, String... wanted) {
    FakeBackend backend = wire.backend(exchange -> exchange.write(ok(fields, "[1]")));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).build()).with(wanting(wanted));
    assertThat(pipe.body("/a")).isEqualTo("[1]");
    return seen.get();
  }

  /** Wants these headers, and keeps the response that it sees. */
  private Policy wanting(String... names) {
    List<HeaderName> wanted = List.of(names).stream().map(HeaderName::of).toList();
    return next ->
        (request, scope) -> next.call(request.wanting(wanted), scope).onSuccess(seen::set);
  }

  private static String ok(String fields, String json) {
    return "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(fields, json.length(), json);
  }
}
