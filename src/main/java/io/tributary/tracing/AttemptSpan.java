package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.tributary.aggregate.Callee;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Timeline.Attempt;
import io.tributary.scope.Timeline.Step;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The span of one attempt to call a backend. Its phases are events and no spans, because an event
 * costs a tenth of one and is shown at the same place. Values of a URL are not shown, since they
 * may be secret; the template is.
 *
 * @param sent the request, if there was a connection for it
 * @param steps the phases of the attempt, at least one
 */
record AttemptSpan(SpanFactory spans, Part part, Optional<Attempt> sent, List<Step> steps) {

  /**
   * Adds the span.
   *
   * @param number counts the attempts of the call, from 1
   * @param error what was wrong, if anything was
   */
  void add(int number, Optional<String> error) {
    Optional<Callee> callee = part.call().callee();
    String name =
        callee.map(to -> to.method() + " " + to.template()).orElseGet(part.call()::backend);
    Span span = spans.client(name, sent.map(Attempt::spanId).orElse(""), steps.getFirst().from());
    span.setAttribute(Names.PART, part.name()).setAttribute(Names.BACKEND, part.call().backend());
    callee.ifPresent(to -> describe(span, to));
    sent.ifPresent(attempt -> describe(span, attempt));
    if (number > 1) {
      span.setAttribute(Names.RESEND_COUNT, number - 1L);
    }
    for (Step step : steps) {
      spans.event(span, step.phase().code(), step.from());
    }
    error.ifPresent(type -> PartSpans.fail(span, type));
    spans.end(span, steps.getLast().to());
  }

  /** Why there was another attempt. */
  String errorBeforeRetry() {
    return sent.map(Attempt::status)
        .filter(status -> status != 0)
        .map(String::valueOf)
        .orElse(Reason.UNREACHABLE.code());
  }

  private static void describe(Span span, Callee to) {
    span.setAttribute(Names.METHOD, to.method())
        .setAttribute(Names.TEMPLATE, to.template())
        .setAttribute(Names.SERVER_ADDRESS, to.host())
        .setAttribute(Names.SERVER_PORT, (long) to.port());
  }

  private static void describe(Span span, Attempt attempt) {
    span.setAttribute(Names.PROTOCOL_VERSION, Names.version(attempt.protocol()))
        .setAttribute(Names.REUSED, attempt.reused());
    if (attempt.peer() instanceof InetSocketAddress peer) {
      span.setAttribute(Names.PEER_ADDRESS, address(peer))
          .setAttribute(Names.PEER_PORT, (long) peer.getPort());
    }
    if (attempt.status() != 0) {
      span.setAttribute(Names.STATUS, (long) attempt.status());
    }
  }

  private static String address(InetSocketAddress peer) {
    return peer.isUnresolved() ? peer.getHostString() : peer.getAddress().getHostAddress();
  }
}
