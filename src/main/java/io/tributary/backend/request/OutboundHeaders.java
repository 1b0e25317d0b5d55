package io.tributary.backend.request;

import io.tributary.aggregate.Inputs;
import io.tributary.backend.ConstantHeaders;
import io.tributary.backend.Header;
import io.tributary.backend.HeaderName;
import io.tributary.backend.RequestHeaders;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.scope.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates the headers of a part's requests. Forwards only those client headers whose names are on
 * the part's allow-list. Immutable.
 */
public final class OutboundHeaders {
  private static final HeaderName TRACESTATE = HeaderName.of("tracestate");
  private static final HeaderName REQUEST_ID = HeaderName.of("x-request-id");
  private static final Header ACCEPT = Header.of("accept", "application/json");
  private static final Header JSON = Header.of("content-type", "application/json");
  private static final Header IDENTITY = Header.of("accept-encoding", "identity");

  /**
   * A client header that is passed on.
   *
   * @param otherwise sent when the client does not send this header
   */
  private record ClientHeader(HeaderName name, @Nullable Header otherwise) {}

  private final ConstantHeaders constants;
  private final List<ClientHeader> passedOn = new ArrayList<>();
  private final ForwardingHeaders forwarding;

  /**
   * Creates the headers of a part. Constant headers of the part override those of the backend, and
   * both override the client's. Names are compared ignoring case. The default {@code Accept} gives
   * way to the client's if the part forwards it.
   */
  public OutboundHeaders(BackendConfig backend, PartConfig part) {
    Map<String, Header> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("accept-encoding", IDENTITY);
    if (part.request().body().isPresent()) {
      headers.put("content-type", JSON);
    }
    backend.headers().forEach((name, value) -> headers.put(name, Header.of(name, value.text())));
    part.headers().forEach((name, value) -> headers.put(name, Header.of(name, value.text())));
    Map<String, Header> defaults = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    defaults.put("accept", ACCEPT);
    for (String name : part.forward()) {
      if (!headers.containsKey(name)) {
        passedOn.add(new ClientHeader(HeaderName.of(name), defaults.remove(name)));
      }
    }
    defaults.forEach(headers::putIfAbsent);
    this.constants = new ConstantHeaders(List.copyOf(headers.values()));
    this.forwarding = new ForwardingHeaders(backend.forwarded());
  }

  /** The names of the client headers that are passed on. */
  public List<String> passedOn() {
    return passedOn.stream().map(header -> header.name().text()).toList();
  }

  /** Creates the headers of one request. */
  RequestHeaders of(Inputs inputs, Trace trace) {
    List<Header> own = new ArrayList<>(passedOn.size() + ForwardingHeaders.MAX_HEADERS + 3);
    for (ClientHeader header : passedOn) {
      List<String> values = inputs.headers().getAll(header.name().optimized());
      if (values.isEmpty() && header.otherwise() != null) {
        own.add(header.otherwise());
      }
      for (String value : values) {
        own.add(new Header(header.name(), value));
      }
    }
    forwarding.addTo(own, inputs.client());
    own.add(new Header(RequestHeaders.TRACEPARENT, trace.traceparent()));
    if (!trace.tracestate().isEmpty()) {
      own.add(new Header(TRACESTATE, trace.tracestate()));
    }
    own.add(new Header(REQUEST_ID, trace.requestId()));
    return new RequestHeaders(constants, own);
  }
}
