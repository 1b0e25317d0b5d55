package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.config.AcceptedStatuses;
import io.tributary.support.FakeBackend;
import io.tributary.support.Requests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryTransport
class StatusTest {
  @RegisterExtension final Wire wire;

  StatusTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest(name = "fault 139: {0} with a valid body")
  @ValueSource(ints = {300, 400, 401, 404, 409, 418, 429, 500, 502, 503, 599})
  void whatIsNotAcceptedIsABadStatusWithItsNumber(int status) {
    CallFailedException failed =
        answers("HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\n[1]");
    assertThat(failed.status()).hasValue(status);
  }

  @ParameterizedTest(name = "faults 126, 127: status {0}")
  @ValueSource(strings = {"101", "600", "999"})
  void whatIsNoFinalStatusIsABadStatusAndClosesTheConnection(String status) {
    closes("HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\n[1]", Reason.BAD_STATUS);
  }

  @ParameterizedTest(name = "fault 127: status {0}")
  @ValueSource(strings = {"000", "20", "99"})
  void whatIsTooSmallForAStatusIsABadStatusAndClosesTheConnection(String status) {
    closes("HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\n[1]", Reason.BAD_STATUS);
  }

  @Test
  @DisplayName("fault 127: status abc")
  void aStatusThatIsNoNumberIsUnreachable() {
    closes("HTTP/1.1 abc X\r\nContent-Length: 3\r\n\r\n[1]", Reason.UNREACHABLE);
  }

  @ParameterizedTest(name = "C6: interim heads of {0}")
  @CsvSource({"100 Continue", "102 Processing", "103 Early Hints", "104 X", "199 X"})
  void tenInterimHeadsAreAllowedAndElevenAreNot(String interim) {
    String head = "HTTP/1.1 " + interim + "\r\n\r\n";
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              int heads = exchange.head().contains("/bad?ok") ? 10 : 11;
              exchange.write(head.repeat(heads) + FakeBackend.ok("[1]"));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad?ok")).isEqualTo("[1]");
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.BAD_STATUS);
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest(name = "faults 124, 125, 126: 20000 times {0}")
  @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints"})
  void interimHeadsWithoutEndAreABadStatusAndCloseTheConnection(String interim) {
    closes(("HTTP/1.1 " + interim + "\r\n\r\n").repeat(20_000), Reason.BAD_STATUS);
  }

  @Test
  void aRefusalTellsWhenTheBackendWantsToBeAskedAgain() {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write("HTTP/1.1 503 X\r\nretry-after: 7\r\nContent-Length: 0\r\n\r\n"));
    assertThat(wire.pipe(backend).failure("/bad").retryAfterSeconds()).hasValue(7);
  }

  /** Or the drained ones would hold every connection that other calls need. */
  @Test
  void bodiesOfRefusedStatusesThatStallDoNotHoldUpTheNextCalls() {
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write("HTTP/1.1 404 X\r\nContent-Length: 9\r\n\r\n["));
    Wire.Pipe pipe = wire.pipe(backend, 2);
    for (int i = 0; i < 20; i++) {
      assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.BAD_STATUS);
    }
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest(name = "fault 136: a redirect with {0}")
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreABadStatusAndNeverFollowed(int status) {
    FakeBackend canary = wire.backend(exchange -> exchange.answer("\"followed\""));
    CallFailedException failed =
        answers(
            "HTTP/1.1 %d X\r\nLocation: %s/a\r\nContent-Length: 0\r\n\r\n"
                .formatted(status, canary.url()));
    assertThat(failed.status()).hasValue(status);
    assertThat(canary.connections()).isZero();
  }

  @Test
  void aStatusOutsideTwoHundredsCanBeAccepted() {
    AcceptedStatuses accept = Requests.SUCCESSFUL.and(404, 404);
    assertThat(accept.accepts(404)).isTrue();
    assertThat(accept.accepts(299)).isTrue();
    assertThat(accept.accepts(300)).isFalse();
    assertThat(Requests.SUCCESSFUL.accepts(404)).isFalse();
  }

  @ParameterizedTest(name = "faults 116, 117: {0} without a body")
  @ValueSource(ints = {204, 205})
  void anAcceptedStatusWithoutABodyIsABadBody(int status) {
    Faults.failsOnlyItsOwnCall(
        wire,
        Reason.BAD_BODY,
        exchange -> exchange.write("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));
  }

  @ParameterizedTest(name = "faults 116, 117, defect B7: {0} with a body")
  @ValueSource(ints = {204, 304})
  void aBodyWhereNoneMayBeNeverReachesTheNextCall(int status) {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write("HTTP/1.1 " + status + " X\r\nContent-Length: 8\r\n\r\n\"secret\""));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason())
        .isEqualTo(status == 204 ? Reason.BAD_BODY : Reason.BAD_STATUS);
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest(name = "fault 117: 204 with the length {0}")
  @ValueSource(strings = {"8", "99999999999"})
  void whatA204AnnouncesDoesNotMatter(String length) {
    FakeBackend backend =
        wire.faulty(
            exchange -> exchange.write("HTTP/1.1 204 X\r\nContent-Length: " + length + "\r\n\r\n"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.BAD_BODY);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 117: 205 with a body")
  void aBodyOfA205DoesNotReachTheNextCall() {
    FakeBackend backend =
        wire.faulty(
            exchange -> exchange.write("HTTP/1.1 205 X\r\nContent-Length: 8\r\n\r\n\"secret\""));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(Settled.of(pipe.start("/bad", Wire.LONG))).isIn("\"secret\"", "bad_body");
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void theConnectionOfAnErrorIsUsedAgain() {
    String body = "{\"error\":\"" + "x".repeat(2000) + "\"}";
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(
                    FakeBackend.ok(body).replace("200 OK", "500 Internal Server Error")));
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 50; i++) {
      assertThat(pipe.failure("/bad").status()).hasValue(500);
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  private CallFailedException answers(String bytes) {
    return Faults.failsOnlyItsOwnCall(wire, Reason.BAD_STATUS, exchange -> exchange.write(bytes));
  }

  private void closes(String bytes, Reason reason) {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(bytes));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(reason);
    Faults.eventually(() -> backend.openStreams() == 0);
    Faults.nextCallsAreFine(pipe);
  }
}
