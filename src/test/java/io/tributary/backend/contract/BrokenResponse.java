package io.tributary.backend.contract;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** The ways to break a response. Whatever comes of one, its bytes must reach no other call. */
enum BrokenResponse {
  // What both versions of HTTP can say.
  INTERIM_HEADS(
      On.BOTH,
      (to, by) -> {
        to.write(ResponseText.interim(by.random(), 1, 10));
        by.later(to, FakeBackend.ok(by.own()));
      }),
  INTERIM_STORM(
      On.BOTH,
      (to, by) -> to.write(ResponseText.interim(by.random(), 11, 200) + FakeBackend.ok(by.own()))),
  INTERIM_WITHOUT_END(On.BOTH, (to, by) -> to.write(ResponseText.interim(by.random(), 1, 10))),
  LENGTH_TOO_LONG(
      On.BOTH,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length() + by.random().nextInt(1, 100), by.own()));
        to.close();
      }),
  BODY_CUT(
      On.BOTH,
      (to, by) -> {
        to.write(by.cut(FakeBackend.ok(by.own())));
        to.close();
      }),
  RESET_IN_THE_BODY(
      On.BOTH,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length() + 1, by.own()));
        to.resetConnection();
      }),
  CLOSED_AT_ONCE(On.BOTH, (to, _) -> to.close()),
  CLOSED_AFTER_A_RESPONSE(
      On.BOTH,
      (to, by) -> {
        to.answer(by.own());
        to.closeConnection();
      }),
  HEAD_THEN_SILENCE(On.BOTH, (to, by) -> to.write(ResponseText.ok(by.own().length(), ""))),
  BODY_AFTER_ITS_DEADLINE(
      On.BOTH,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length(), ""));
        by.timer().accept(2 * BrokenResponse.DEADLINE_MILLIS, () -> to.write(by.own()));
      }),
  GZIP(
      On.BOTH,
      (to, by) -> {
        byte[] zipped = ResponseText.gzip(by.own());
        to.write(ResponseText.head("Content-Encoding: gzip\r\nContent-Length: " + zipped.length));
        var _ = to.send(Buffer.buffer(zipped));
      }),
  TOO_LARGE(
      On.BOTH, (to, by) -> to.answer("\"" + "x".repeat(BrokenResponse.MAX_BODY) + by.own() + "\"")),
  TOO_LARGE_IN_CHUNKS(
      On.BOTH,
      (to, by) ->
          to.write(
              ResponseText.head(ResponseText.CHUNKED)
                  + ResponseText.chunk("\"" + "x".repeat(BrokenResponse.MAX_BODY))
                  + ResponseText.chunk("\"")
                  + ResponseText.LAST_CHUNK)),
  STATUS_500(
      On.BOTH,
      (to, by) -> to.write(FakeBackend.ok(by.another()).replace("200 OK", "500 Internal"))),
  STATUS_205_WITH_A_BODY(
      On.BOTH, (to, by) -> to.write(FakeBackend.ok(by.own()).replace("200 OK", "205 Reset"))),
  NOT_HTTP(On.BOTH, (to, by) -> to.write("SSH-2.0-OpenSSH_9.6\r\n" + by.another())),
  IN_PIECES(
      On.BOTH,
      (to, by) -> {
        String whole = FakeBackend.ok(by.own());
        String first = by.cut(whole);
        to.write(first);
        by.later(to, whole.substring(first.length()));
      }),

  // What only text can say.
  TWO_RESPONSES(
      On.HTTP_1_1, (to, by) -> to.write(FakeBackend.ok(by.own()) + FakeBackend.ok(by.another()))),
  TWO_RESPONSES_IN_CHUNKS(
      On.HTTP_1_1,
      (to, by) ->
          to.write(
              ResponseText.head(ResponseText.CHUNKED)
                  + ResponseText.chunk(by.own())
                  + ResponseText.LAST_CHUNK
                  + FakeBackend.ok(by.another()))),
  A_RESPONSE_AND_SOME_OF_ANOTHER(
      On.HTTP_1_1,
      (to, by) -> to.write(FakeBackend.ok(by.own()) + by.cut(FakeBackend.ok(by.another())))),
  A_RESPONSE_AND_SOME_OF_A_HEAD(
      On.HTTP_1_1, (to, by) -> to.write(FakeBackend.ok(by.own()) + "HTTP/1.1 404 No\r\nZ: ")),
  A_RESPONSE_AND_AN_INTERIM_HEAD(
      On.HTTP_1_1,
      (to, by) -> to.write(FakeBackend.ok(by.own()) + ResponseText.interim(by.random(), 1, 3))),
  SURPLUS_BYTES(On.HTTP_1_1, (to, by) -> to.write(FakeBackend.ok(by.own()) + by.another())),
  LENGTH_TOO_SHORT(
      On.HTTP_1_1,
      (to, by) ->
          to.write(
              ResponseText.ok(by.random().nextInt(by.own().length()), by.own())
                  + FakeBackend.ok(by.another()))),
  STATUS_204_OR_304_WITH_A_BODY(
      On.HTTP_1_1,
      (to, by) ->
          to.write(
              FakeBackend.ok(by.another())
                  .replace("200 OK", by.random().nextBoolean() ? "204 No" : "304 Not"))),
  STATUS_204_WITH_A_RESPONSE(
      On.HTTP_1_1,
      (to, by) -> to.write("HTTP/1.1 204 No Content\r\n\r\n" + FakeBackend.ok(by.another()))),
  STATUS_101_WITH_A_RESPONSE(
      On.HTTP_1_1,
      (to, by) ->
          to.write("HTTP/1.1 101 Switching Protocols\r\n\r\n" + FakeBackend.ok(by.another()))),
  CHUNKED_WITHOUT_END(
      On.HTTP_1_1,
      (to, by) -> {
        to.write(ResponseText.head(ResponseText.CHUNKED) + ResponseText.chunk(by.own()));
        to.close();
      }),
  LENGTH_BESIDE_CHUNKS(
      On.HTTP_1_1,
      (to, by) ->
          to.write(
              ResponseText.head(ResponseText.CHUNKED + "\r\nContent-Length: " + by.own().length())
                  + ResponseText.chunk(by.own())
                  + ResponseText.LAST_CHUNK)),
  BAD_CHUNK_SIZE(
      On.HTTP_1_1,
      (to, by) ->
          to.write(
              ResponseText.head(ResponseText.CHUNKED)
                  + "xyz\r\n"
                  + by.own()
                  + FakeBackend.ok(by.another()))),
  HTTP_1_0_UNTIL_CLOSED(
      On.HTTP_1_1,
      (to, by) -> {
        to.write("HTTP/1.0 200 OK\r\n\r\n" + by.own());
        to.close();
      }),

  // What only frames can say.
  STREAM_RESET(
      On.HTTP_2,
      (to, by) -> {
        Http2Error[] codes = Http2Error.values();
        to.resetStream(codes[by.random().nextInt(codes.length)]);
      }),
  STREAM_RESET_IN_THE_BODY(
      On.HTTP_2,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length() + 1, by.own()));
        to.resetStream(Http2Error.NO_ERROR);
      }),
  STREAM_ENDED_IN_THE_BODY(
      On.HTTP_2,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length() + 1, by.own()));
        to.endStream();
      }),
  STREAM_ENDED_BEFORE_A_HEAD(On.HTTP_2, (to, _) -> to.endStream()),
  GOAWAY_THAT_COVERS_IT(
      On.HTTP_2,
      (to, by) -> {
        to.goAway(to.streamId());
        by.later(to, FakeBackend.ok(by.own()));
      }),
  GOAWAY_THAT_DOES_NOT(On.HTTP_2, (to, _) -> to.goAway(Math.max(0, to.streamId() - 2))),
  DATA_AFTER_THE_END(
      On.HTTP_2,
      (to, by) -> {
        to.answer(by.own());
        to.sendFrame(
            Http2FrameTypes.DATA,
            ResponseText.END_STREAM,
            to.streamId(),
            Buffer.buffer(by.another()));
      }),
  HEAD_AFTER_THE_END(
      On.HTTP_2,
      (to, by) -> {
        to.answer(by.own());
        to.sendFrame(
            Http2FrameTypes.HEADERS,
            ResponseText.END_HEADERS,
            to.streamId(),
            ResponseText.STATUS_200);
        to.sendFrame(
            Http2FrameTypes.DATA,
            ResponseText.END_STREAM,
            to.streamId(),
            Buffer.buffer(by.another()));
      }),
  MORE_DATA_THAN_ITS_LENGTH(
      On.HTTP_2,
      (to, by) -> {
        to.write(ResponseText.ok(by.own().length(), ""));
        to.sendFrame(
            Http2FrameTypes.DATA,
            ResponseText.END_STREAM,
            to.streamId(),
            Buffer.buffer(by.own() + by.another()));
      }),
  DATA_ON_AN_IDLE_STREAM(
      On.HTTP_2,
      (to, by) -> {
        to.answer(by.own());
        to.sendFrame(
            Http2FrameTypes.DATA,
            ResponseText.END_STREAM,
            to.streamId() + 1000,
            Buffer.buffer(by.another()));
      }),
  PUSH(
      On.HTTP_2,
      (to, by) -> {
        int promised = to.streamId() + 1;
        to.sendFrame(
            Http2FrameTypes.PUSH_PROMISE,
            ResponseText.END_HEADERS,
            to.streamId(),
            ResponseText.promise(promised));
        to.sendFrame(
            Http2FrameTypes.HEADERS, ResponseText.END_HEADERS, promised, ResponseText.STATUS_200);
        to.sendFrame(
            Http2FrameTypes.DATA, ResponseText.END_STREAM, promised, Buffer.buffer(by.another()));
        to.answer(by.own());
      }),

  /** On HTTP/1.1 nobody can tell it from the response to the next request, if that was sent. */
  SECOND_RESPONSE_LATER(
      On.HTTP_1_1_IF_LATE,
      (to, by) -> {
        to.answer(by.own());
        by.later(to, FakeBackend.ok(by.another()));
      });

  /** The most bytes that a body may have. */
  static final int MAX_BODY = 16 * 1024;

  /** The time of a call that nothing else ends. */
  static final int DEADLINE_MILLIS = 40;

  /** What a backend says that does not like the connection; it closes it, too. */
  static final String SPEAKS_FIRST =
      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s";

  /** The status that nothing else answers. */
  static final int SPEAKS_FIRST_STATUS = 408;

  private static final int LATEST_MILLIS = 5;
  private static final Set<BrokenResponse> NEED_A_DEADLINE =
      EnumSet.of(
          INTERIM_WITHOUT_END,
          HEAD_THEN_SILENCE,
          BODY_AFTER_ITS_DEADLINE,
          STREAM_ENDED_BEFORE_A_HEAD);

  private static final Set<BrokenResponse> END_CONNECTIONS =
      EnumSet.of(
          RESET_IN_THE_BODY,
          CLOSED_AFTER_A_RESPONSE,
          GOAWAY_THAT_COVERS_IT,
          GOAWAY_THAT_DOES_NOT,
          DATA_AFTER_THE_END,
          HEAD_AFTER_THE_END,
          MORE_DATA_THAN_ITS_LENGTH,
          DATA_ON_AN_IDLE_STREAM,
          PUSH);

  private enum On {
    BOTH,
    HTTP_1_1,
    HTTP_1_1_IF_LATE,
    HTTP_2
  }

  /**
   * What a broken response is made of.
   *
   * @param own the body that the call should get
   * @param another the body of another call
   * @param timer runs something so many milliseconds later
   */
  record Ingredients(
      String own, String another, RandomGenerator random, BiConsumer<Integer, Runnable> timer) {
    /** Some of the text, at least a byte and not all. */
    private String cut(String text) {
      return text.substring(0, random.nextInt(1, text.length()));
    }

    private void later(Exchange to, String text) {
      timer.accept(random.nextInt(LATEST_MILLIS + 1), () -> to.write(text));
    }
  }

  private final On on;

  @SuppressWarnings("ImmutableEnumChecker") // the scripts keep nothing
  private final BiConsumer<Exchange, Ingredients> script;

  BrokenResponse(On on, BiConsumer<Exchange, Ingredients> script) {
    this.on = on;
    this.script = script;
  }

  /** Those that can be sent over HTTP/2. */
  static List<BrokenResponse> onHttp2() {
    return among(EnumSet.of(On.BOTH, On.HTTP_2));
  }

  /** Those over HTTP/1.1 that an attentive client can tell from right ones. */
  static List<BrokenResponse> onHttp1() {
    return among(EnumSet.of(On.BOTH, On.HTTP_1_1));
  }

  /** Those over HTTP/1.1, and one that it cannot. */
  static List<BrokenResponse> onHttp1WithLateOnes() {
    return among(EnumSet.of(On.BOTH, On.HTTP_1_1, On.HTTP_1_1_IF_LATE));
  }

  private static List<BrokenResponse> among(Set<On> some) {
    return Arrays.stream(values()).filter(one -> some.contains(one.on)).toList();
  }

  /** Sends it. */
  void play(Exchange exchange, Ingredients ingredients) {
    script.accept(exchange, ingredients);
  }

  /** Whether nothing but its deadline ends the call. */
  boolean needsDeadline() {
    return NEED_A_DEADLINE.contains(this);
  }

  /** Whether the connection may end with it although the call does not fail, or others use it. */
  boolean endsConnection() {
    return END_CONNECTIONS.contains(this);
  }
}
