package io.tributary.console;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.http.ServerExchange;

/** How a request ended. */
enum Ending {
  COMPLETE("complete"),
  PARTIAL("partial"),
  /** The request was the client's mistake. */
  MISTAKEN("failed"),
  FAILED("failed"),
  /** The client left before it had the response. */
  CANCELLED("cancelled");

  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final String code;

  Ending(String code) {
    this.code = code;
  }

  /** The code on the page. */
  String code() {
    return code;
  }

  static Ending of(ServerExchange exchange) {
    if (!exchange.delivered()) {
      return CANCELLED;
    }
    if (exchange.status() >= CLIENT_ERRORS) {
      return exchange.status() >= SERVER_ERRORS ? FAILED : MISTAKEN;
    }
    return exchange.result().map(AggregateResult::completeness).orElse(Completeness.COMPLETE)
            == Completeness.PARTIAL
        ? PARTIAL
        : COMPLETE;
  }
}
