package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One named slot of an aggregate's response. Immutable.
 *
 * @param required whether the aggregate fails if this part fails
 * @param defaultValue the JSON document to use when the part has no value
 * @param timeout the maximum duration of its call
 * @param needs the parts whose bodies its inputs are computed from; they are called first
 * @param dependentInputs computes those inputs and whether it is called; present if the part needs
 *     others
 * @param resource whether the part is the resource that the client asks for: if the backend does
 *     not have it, it does not exist
 * @param shown whether the response has it. One that is not shown is called for its body only,
 *     which others need
 * @param fallback the part that is called if this one fails, and whose value takes its place
 * @param onDemand whether it is called only when another part asks for it: it is the fallback of
 *     one that failed, or only such a fallback needs it
 * @param place where the response shows its value
 */
public record Part(
    String name,
    boolean required,
    Optional<Buffer> defaultValue,
    Duration timeout,
    List<String> needs,
    Optional<DependentInputs> dependentInputs,
    PartCall call,
    boolean resource,
    boolean shown,
    Optional<String> fallback,
    boolean onDemand,
    Place place) {
  private static final Place SLOT = new Place.Slot();

  /** A part with a slot in the response that is not the resource itself. */
  public Part(
      String name,
      boolean required,
      Optional<Buffer> defaultValue,
      Duration timeout,
      List<String> needs,
      Optional<DependentInputs> dependentInputs,
      PartCall call) {
    this(
        name,
        required,
        defaultValue,
        timeout,
        needs,
        dependentInputs,
        call,
        false,
        true,
        Optional.empty(),
        false,
        SLOT);
  }

  /** The same part, called only because others need its body. */
  Part unshown() {
    return new Part(
        name,
        false,
        Optional.empty(),
        timeout,
        needs,
        dependentInputs,
        call,
        false,
        false,
        fallback,
        onDemand,
        SLOT);
  }

  /** The same part, called on demand or at once. */
  Part onDemand(boolean other) {
    return other == onDemand ? this : with(other, place);
  }

  /** The same part in a response that shows only the parts with these names. */
  Part among(Set<String> shownParts) {
    return place instanceof Place.Inside(String part) && !shownParts.contains(part)
        ? with(onDemand, SLOT)
        : this;
  }

  private Part with(boolean otherDemand, Place otherPlace) {
    return new Part(
        name,
        required,
        defaultValue,
        timeout,
        needs,
        dependentInputs,
        call,
        resource,
        shown,
        fallback,
        otherDemand,
        otherPlace);
  }
}
