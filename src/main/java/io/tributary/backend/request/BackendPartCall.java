package io.tributary.backend.request;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Callee;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Reason;
import io.tributary.aggregate.ResponseHeaders;
import io.tributary.backend.Backend;
import io.tributary.backend.HeaderName;
import io.tributary.backend.Request;
import io.tributary.backend.RequestHeaders;
import io.tributary.config.AcceptedStatuses;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/**
 * Fills a part: creates a request from the client's inputs and sends it to the backend. Immutable.
 */
public final class BackendPartCall implements PartCall {
  private final String name;
  private final Callee callee;
  private final PartTarget target;
  private final OutboundHeaders headers;
  private final HttpMethod method;
  private final boolean idempotent;
  private final IdempotencyKey key;
  private final AcceptedStatuses accept;
  private final List<HeaderName> wanted;
  private final Backend backend;

  /**
   * Creates the call of a part. The configuration guarantees that the part's template is valid.
   *
   * @param sharesKey whether other calls of the same request have its client's idempotency key too
   * @param wanted names of the response headers that the plan needs
   */
  public BackendPartCall(
      PartConfig part,
      boolean sharesKey,
      BackendConfig settings,
      List<String> wanted,
      Backend backend) {
    this.name = settings.name();
    this.callee =
        new Callee(
            part.request().method().name(),
            settings.origin().host(),
            settings.origin().port(),
            part.path().after(settings.pathPrefix()).visiblePath());
    this.target = new PartTarget(part, settings);
    this.headers = new OutboundHeaders(settings, part);
    this.method = HttpMethod.valueOf(part.request().method().name());
    this.idempotent = part.request().idempotent();
    this.key = new IdempotencyKey(part, sharesKey);
    this.accept = part.accept();
    this.wanted = wanted.stream().map(HeaderName::of).toList();
    this.backend = backend;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    Optional<String> expanded = target.of(inputs);
    if (expanded.isEmpty()) {
      return Future.failedFuture(
          new CallFailedException(Reason.DEPENDENCY, "its inputs do not form a valid request"));
    }
    Request request = request(expanded.get(), headers.of(inputs, scope.trace()), inputs);
    return backend
        .call(wanted.isEmpty() ? request : request.wanting(wanted), scope)
        .map(response -> new Outcome.Success(response.body(), checked(response.headers(), scope)));
  }

  /** The headers, if clients may get them. Their bytes count like those of bodies. */
  private static ResponseHeaders checked(ResponseHeaders headers, Scope scope) {
    if (headers.isEmpty()) {
      return headers;
    }
    if (!headers.isValid()) { // HTTP/2 can carry any byte
      throw new CallFailedException(Reason.UNREACHABLE, "the response is not valid HTTP");
    }
    if (!scope.bytes().take(headers.bytes())) {
      throw CallFailedException.tooManyBytes();
    }
    return headers;
  }

  private Request request(String path, RequestHeaders own, Inputs inputs) {
    return HttpMethod.GET.equals(method)
        ? Request.get(path, own, accept)
        : Request.get(path, key.addTo(own, inputs), accept).by(method, inputs.body(), idempotent);
  }

  @Override
  public String backend() {
    return name;
  }

  @Override
  public Optional<Callee> callee() {
    return Optional.of(callee);
  }
}
