package io.tributary.explain;

import io.tributary.config.BreakerConfig;
import io.tributary.config.ChunkConfig;
import io.tributary.config.ContractConfig;
import io.tributary.config.EnoughConfig;
import io.tributary.config.ForEachConfig;
import io.tributary.config.HeaderConfig;
import io.tributary.config.PlacementConfig;
import io.tributary.config.ProxyConfig;
import io.tributary.config.RequestConfig;
import io.tributary.config.SameName;
import io.tributary.config.ShapeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the service would do with a request. Holds no secret. Immutable. */
public sealed interface Explanation {

  /**
   * It would respond at once.
   *
   * @param status the status of the response
   * @param title the reason phrase of the status
   * @param detail one sentence: that of the problem, if the response is one
   */
  record Responds(int status, String title, String detail) implements Explanation {}

  /**
   * It would gather the parts of an aggregate.
   *
   * @param route the path of the aggregate in the configuration
   * @param inputs in the order of the configuration
   * @param ignored the names of query parameters that nothing reads
   * @param calls the parts that would be called, those that start first in front
   * @param left the names of the parts that the client does not want and that are not called
   * @param background the parts that are called after that, with their shares in percent
   * @param backends those that would be called, with their policies
   * @param document the bytes that the client's document may have; empty if it sends none
   */
  record Gathers(
      String route,
      List<Input> inputs,
      List<String> ignored,
      Time time,
      List<Call> calls,
      List<String> left,
      List<Background> background,
      List<Backend> backends,
      Response response,
      OptionalInt document)
      implements Explanation {}

  /**
   * A part that no response waits for.
   *
   * @param share of the requests that it is called for, in percent
   */
  record Background(Call call, double share) {}

  /**
   * An input of the aggregate.
   *
   * @param source where it is in the request: {@code path}, {@code query} or {@code header NAME}
   * @param values empty if it has none
   */
  record Input(String name, String source, List<String> values, Origin origin) {
    /** Where the values come from. */
    enum Origin {
      CLIENT,
      DEFAULT,
      NOWHERE
    }
  }

  /**
   * How long it may take.
   *
   * @param deadline of the response
   * @param configured the deadline of a client that does not shorten it
   * @param calls when the last call ends; the rest is kept for the response
   */
  record Time(Duration deadline, Duration configured, Duration calls) {}

  /**
   * The call for a part.
   *
   * @param url empty if the inputs do not form a valid one; the part then fails
   * @param after the names of the parts that it waits for
   * @param computed the names of the values that are computed from those, and which are strict
   * @param timeout the longest that the call may take, if it starts at once
   * @param constants the names of its constant headers
   * @param forwarded the client headers that are passed on
   * @param shape what the response shows of its body
   * @param forEach how it is called once for each item
   * @param chunks how its values are shared by several calls
   * @param fallback the part that takes its place if it fails
   * @param demand when it is called if not always
   * @param when the condition that decides if it is called
   * @param request method and body
   * @param placement where the response shows its value
   * @param failWhen the condition of its body that decides if it has failed
   * @param contract how its bodies are held to their schema
   */
  record Call(
      String part,
      String backend,
      Optional<String> url,
      Role role,
      List<String> after,
      List<String> computed,
      Duration timeout,
      List<String> constants,
      List<Forwarded> forwarded,
      ShapeConfig shape,
      Optional<ForEachConfig> forEach,
      Optional<ChunkConfig> chunks,
      Optional<String> fallback,
      Optional<Demand> demand,
      Optional<String> when,
      RequestConfig request,
      PlacementConfig placement,
      Optional<String> failWhen,
      ContractConfig contract) {
    /**
     * The part is called only if another one fails.
     *
     * @param insteadOf the names of the parts that it takes the place of; empty if only a fallback
     *     needs it
     */
    record Demand(List<String> insteadOf) {}

    /** What the part is to the response. */
    enum Role {
      /** The response fails with it, and is 404 if the backend says 404. */
      RESOURCE,
      /** The response fails with it. */
      REQUIRED,
      /** Its default takes its place. */
      DEFAULTED,
      /** Null takes its place. */
      OPTIONAL,
      /** It is called for other parts only. */
      NOT_SHOWN,
      /** It is called in the background. */
      BACKGROUND
    }

    /** Whether the response fails with the part. */
    boolean required() {
      return role == Role.REQUIRED || role == Role.RESOURCE;
    }

    /** Whether a call that has failed may be sent again. */
    boolean canBeRepeated() {
      return request.method() == RequestConfig.Method.GET || request.idempotent();
    }

    /** Whether the response can lack the part. */
    boolean optional() {
      return role == Role.OPTIONAL || role == Role.DEFAULTED;
    }
  }

  /**
   * A backend with its policies.
   *
   * @param protocol {@code http/1.1}, {@code http/2}, or {@code by ALPN} if the backend decides
   * @param maxConcurrent calls in progress at the same time
   * @param maxBody bytes of a response body
   * @param hostHeader what {@code Host} says, if it is not the host of the URL
   */
  record Backend(
      String name,
      String transport,
      String protocol,
      int maxConcurrent,
      int maxBody,
      Optional<BreakerConfig> breaker,
      Optional<ProxyConfig> proxy,
      Optional<String> hostHeader) {}

  /** A client header that is passed on, if the request has it. */
  record Forwarded(String header, boolean present) {}

  /**
   * The response.
   *
   * @param onPartial its status if optional parts are missing
   * @param transform the reference of the transform that makes its data
   * @param caching what {@code Cache-Control} says if it is complete
   * @param stream the media type of the stream that the client asks for; empty if it asks for all
   *     at once
   * @param enough the parts of which some are enough
   * @param headers those that it has from the called parts, or drops
   * @param sameName which member counts if two of its parts have it and both stand beside the parts
   */
  record Response(
      int onPartial,
      Optional<String> transform,
      String caching,
      Optional<String> stream,
      Optional<EnoughConfig> enough,
      List<HeaderConfig> headers,
      Optional<SameName> sameName) {
    static final String NO_STORE = "no-store";
  }
}
