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
  /** The service had no room for the request. */
  REFUSED("failed"),
  FAILED("failed"),
  /** The client left before it had the response. */
  CANCELLED("cancelled");

  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;
  private static final int UNAVAILABLE = 503;

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
    int status = exchange.status();
    if (status == UNAVAILABLE && exchange.result().isEmpty()) {
      return REFUSED;
    }
    if (status >= CLIENT_ERRORS) {
      return status >= SERVER_ERRORS ? FAILED : MISTAKEN;
    }
    return exchange.result().map(AggregateResult::completeness).orElse(Completeness.COMPLETE)
            == Completeness.PARTIAL
        ? PARTIAL
        : COMPLETE;
  }
}
