package io.tributary.aggregate;

import io.tributary.scope.Timeline;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A part and its outcome. Immutable.
 *
 * @param elapsedNanos from the start of its call until its call ended; from the start of the gather
 *     if it was never called
 * @param chainNanos {@code elapsedNanos} plus the longest chain of parts that it waited for
 * @param timeline what it spent the time on
 * @param substitute what its fallback returned, if the part failed and its fallback did not
 */
public record PartResult(
    Part part,
    Outcome outcome,
    long elapsedNanos,
    long chainNanos,
    Timeline timeline,
    Optional<Outcome.Success> substitute) {

  /** The same part with another outcome, and without a substitute. */
  PartResult with(Outcome other) {
    return new PartResult(part, other, elapsedNanos, chainNanos, timeline);
  }

  /** The same part, which has a value, of which the response shows another one. */
  PartResult showing(Buffer other) {
    return outcome instanceof Outcome.Success success
        ? with(success.showing(other))
        : new PartResult(
            part,
            outcome,
            elapsedNanos,
            chainNanos,
            timeline,
            substitute.map(success -> success.showing(other)));
  }

  /** The result of a part that has no fallback, or did not need it. */
  public PartResult(
      Part part, Outcome outcome, long elapsedNanos, long chainNanos, Timeline timeline) {
    this(part, outcome, elapsedNanos, chainNanos, timeline, Optional.empty());
  }

  /**
   * The same failure, made good by what its fallback has, if that has something. Another failure if
   * that cannot stand in the place of the part.
   */
  PartResult after(PartResult fallback) {
    Optional<Outcome.Failure> refusal =
        fallback.success().flatMap(substitute -> part.call().refusal(substitute));
    return new PartResult(
        part,
        refusal.<Outcome>map(failure -> failure).orElse(outcome),
        elapsedNanos,
        Math.max(chainNanos, fallback.chainNanos),
        timeline,
        refusal.isPresent() ? Optional.empty() : fallback.success());
  }

  /** Whether the part has a value of its own, or its fallback has one. */
  public boolean succeeded() {
    return outcome instanceof Outcome.Success || substitute.isPresent();
  }

  /** That value, and the body that it comes from. */
  public Optional<Outcome.Success> success() {
    return outcome instanceof Outcome.Success success ? Optional.of(success) : substitute;
  }

  /** Whether the part failed, and its fallback too if it has one. */
  public boolean failed() {
    return outcome instanceof Outcome.Failure && substitute.isEmpty();
  }

  /** The value in the response: the part's body, that of its fallback, its default, or empty. */
  public Optional<Buffer> value() {
    return outcome instanceof Outcome.Success success
        ? Optional.of(success.value())
        : substitute.map(Outcome.Success::value).or(part::defaultValue);
  }
}
