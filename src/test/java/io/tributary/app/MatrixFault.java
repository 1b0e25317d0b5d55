package io.tributary.app;

import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.GzipFile;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a backend may do to a call, and what must come of the part. A good response is one of them.
 * The numbers are those of the faults' own tests.
 */
enum MatrixFault {
  GOOD(0, (to, own) -> to.write(kept(own))),
  REFUSED(103, Reason.UNREACHABLE, (_, _) -> {}),
  SILENCE(105, Reason.TIMEOUT, (_, _) -> {}),
  CLOSED(106, Reason.UNREACHABLE, (to, _) -> to.close()),
  RESET(107, Reason.UNREACHABLE, (to, _) -> to.resetConnection()),
  HEAD_DRIPS(109, Reason.TIMEOUT, (to, own) -> MatrixBackend.drip(to, "", kept(own))),
  BODY_DRIPS(110, Reason.TIMEOUT, (to, own) -> MatrixBackend.drip(to, head(own), own)),
  BODY_STALLS(111, Reason.TIMEOUT, (to, own) -> to.write(head(own) + own.substring(0, 10))),
  ENDLESS_CHUNKS(
      112,
      Reason.TOO_LARGE,
      (to, _) -> MatrixBackend.endless(to, MatrixFault.CHUNKED, "4000\r\n%16384s\r\n")),
  TEN_GIGABYTES(
      113,
      Reason.TOO_LARGE,
      (to, _) ->
          MatrixBackend.endless(
              to, MatrixFault.OK + "Content-Length: 10737418240\r\n\r\n", "%16384s")),
  NO_CONTENT_WITH_A_BODY(
      116,
      Reason.BAD_BODY,
      (to, _) -> to.write(kept(MatrixFault.FOREIGN).replace("200 OK", "204 No Content"))),
  CHUNKS_CUT(
      118,
      Reason.UNREACHABLE,
      (to, own) -> {
        to.write(MatrixFault.CHUNKED + Integer.toHexString(own.length()) + "\r\n" + own + "\r\n");
        to.close();
      }),
  BAD_CHUNK_SIZE(
      119,
      Reason.UNREACHABLE,
      (to, own) -> to.write(MatrixFault.CHUNKED + "xyz\r\n" + own + "\r\n0\r\n\r\n")),
  RESET_IN_THE_BODY(
      120,
      Reason.UNREACHABLE,
      (to, own) ->
          to.send(Buffer.buffer(head(own) + own.substring(0, 10)))
              .onComplete(_ -> to.resetConnection())),
  TWO_RESPONSES(121, (to, own) -> to.write(kept(own) + kept(MatrixFault.FOREIGN))),
  PROCESSING_THEN_SILENCE(
      124, Reason.TIMEOUT, (to, _) -> to.write("HTTP/1.1 102 Processing\r\n\r\n")),
  MANY_EARLY_HINTS(
      125,
      Reason.BAD_STATUS,
      (to, own) -> to.write("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(2000) + kept(own))),
  STATUS_999(
      127,
      Reason.BAD_STATUS,
      (to, _) -> to.write(kept(MatrixFault.FOREIGN).replace("200 OK", "999 X"))),
  HTTP_1_0(
      129,
      (to, own) -> {
        to.write("HTTP/1.0 200 OK\r\n\r\n" + own);
        to.close();
      }),
  GARBAGE(131, Reason.UNREACHABLE, (to, _) -> to.write("SSH-2.0-OpenSSH_9.6\r\n")),
  HEAD_TOO_LARGE(
      132,
      Reason.TOO_LARGE,
      (to, own) -> to.write(MatrixFault.OK + "X: " + "x".repeat(17 * 1024) + "\r\n\r\n" + own)),
  KEEP_ALIVE_LIE(
      134,
      (to, own) -> {
        to.write(kept(own));
        to.close();
      }),
  REDIRECT(
      136,
      Reason.BAD_STATUS,
      (to, _) ->
          to.write(
              kept(MatrixFault.FOREIGN)
                  .replace("200 OK", "302 Found\r\nLocation: http://169.254.169.254/"))),
  CORRUPT_GZIP(
      137,
      Reason.BAD_BODY,
      (to, own) -> {
        Buffer file = GzipFile.of(own);
        to.write(
            MatrixFault.OK
                + "Content-Encoding: gzip\r\nContent-Length: "
                + file.length()
                + "\r\n\r\n");
        var _ = to.send(file.setByte(file.length() - 5, (byte) ~file.getByte(file.length() - 5)));
      }),
  TRUNCATED_JSON(
      142, Reason.BAD_BODY, (to, own) -> to.write(kept(own.substring(0, own.length() - 1))));

  /** Where a part with this fault is called. */
  enum Destination {
    /** A backend whose connections all such parts share. */
    SHARED,
    /** One that sends what nobody asked for, so that each connection serves one request. */
    UNSOLICITED,
    /** A port that refuses connections. */
    NOWHERE
  }

  /** The body of no request. */
  static final String FOREIGN = "{\"foreign\":true}";

  /** Idle connections end soon, so that a run can see that nothing is left. */
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nKeep-Alive: timeout=2\r\n";

  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  private final int number;
  private final Optional<Reason> wanted;

  @SuppressWarnings("ImmutableEnumChecker") // the scripts keep nothing
  private final BiConsumer<Exchange, String> script;

  MatrixFault(int number, BiConsumer<Exchange, String> script) {
    this(number, Optional.empty(), script);
  }

  MatrixFault(int number, Reason wanted, BiConsumer<Exchange, String> script) {
    this(number, Optional.of(wanted), script);
  }

  MatrixFault(int number, Optional<Reason> wanted, BiConsumer<Exchange, String> script) {
    this.number = number;
    this.wanted = wanted;
    this.script = script;
  }

  private static String head(String body) {
    return OK + "Content-Length: " + body.length() + "\r\n\r\n";
  }

  private static String kept(String body) {
    return head(body) + body;
  }

  /** Its number among all faults of backends. */
  int number() {
    return number;
  }

  /** Why the part must fail; empty if it must succeed. */
  Optional<Reason> wanted() {
    return wanted;
  }

  /** What must come of the part, in a word. */
  String outcome() {
    return wanted.map(Reason::code).orElse("success");
  }

  Destination destination() {
    return switch (this) {
      case REFUSED -> Destination.NOWHERE;
      case NO_CONTENT_WITH_A_BODY, TWO_RESPONSES -> Destination.UNSOLICITED;
      default -> Destination.SHARED;
    };
  }

  /** Does it to a call whose good response has that body. */
  void play(Exchange to, String own) {
    script.accept(to, own);
  }
}
