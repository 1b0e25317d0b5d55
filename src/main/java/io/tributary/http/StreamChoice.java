package io.tributary.http;

import io.tributary.config.AggregateConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out whether a client wants the parts of an aggregate as they settle. JSON is for everybody
 * else: also for clients that accept neither, as a response is of more use than a refusal.
 * Immutable.
 */
final class StreamChoice {
  private final boolean offered;
  private final boolean refused;

  StreamChoice(AggregateConfig aggregate) {
    this.offered = aggregate.offersStreams();
    this.refused = aggregate.transform().isPresent();
  }

  /**
   * The stream that the client prefers to JSON; empty if there is none.
   *
   * @throws BadRequestException with 406 if it accepts nothing but a stream of what a transform
   *     makes of all parts
   */
  Optional<StreamFormat> of(MultiMap headers) {
    List<String> lines = headers.getAll(HttpHeaders.ACCEPT);
    if ((!offered && !refused) || lines.stream().noneMatch(StreamChoice::mayNameStream)) {
      return Optional.empty();
    }
    Accept accept = Accept.of(lines);
    if (refused && accept.onlyStreams()) {
      throw new BadRequestException(
          406, "the aggregate has a transform, which needs all parts, so it has no stream of them");
    }
    return offered ? accept.preferredStream() : Optional.empty();
  }

  /** Most clients name none, which this finds out without reading what they name. */
  private static boolean mayNameStream(String line) {
    String text = line.toLowerCase(Locale.ROOT);
    for (StreamFormat format : StreamFormat.values()) {
      if (text.contains(format.mediaType())) {
        return true;
      }
    }
    return false;
  }
}
