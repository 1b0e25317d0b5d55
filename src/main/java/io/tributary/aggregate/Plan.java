package io.tributary.aggregate;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One aggregate: its route and its parts, in the order of the response. Immutable.
 *
 * @param route the public path, such as {@code /aggregate/customers/{userId}}
 * @param onPartial the 2xx status of a partial response
 * @param caching decides the {@code Cache-Control} of a complete response
 * @param vary the {@code Vary} of every response: the client headers that can change it; empty for
 *     none
 * @param enough the parts of which some are enough
 * @param background the parts that are called when the result is known
 * @param form how the values of the parts stand in the data
 * @param headers the headers of the parts that the response has
 */
public record Plan(
    String route,
    List<Part> parts,
    Optional<TransformCall> transform,
    int onPartial,
    CachePolicy caching,
    String vary,
    Optional<Enough> enough,
    List<BackgroundPart> background,
    DataForm form,
    HeaderRules headers) {
  /** A plan that waits for all its parts, with each part under its name. */
  public Plan(
      String route,
      List<Part> parts,
      Optional<TransformCall> transform,
      int onPartial,
      CachePolicy caching,
      String vary) {
    this(
        route,
        parts,
        transform,
        onPartial,
        caching,
        vary,
        Optional.empty(),
        List.of(),
        DataForm.SLOTS,
        HeaderRules.NONE);
  }

  /**
   * The plan for a request that wants only some of the parts. It calls these, the parts that they
   * need, and their fallbacks on demand. It has no transform, which would miss the others. A part
   * that goes into one that is not chosen has a slot of its own.
   *
   * @param chosen names of parts of this plan
   */
  public Plan only(Set<String> chosen) {
    CalledParts called =
        CalledParts.of(chosen, parts.stream().collect(toMap(Part::name, CalledParts.Links::of)));
    List<Part> left =
        parts.stream()
            .filter(part -> called.all().contains(part.name()))
            .map(part -> chosen.contains(part.name()) ? part.among(chosen) : part.unshown())
            .map(part -> part.onDemand(called.onDemand().contains(part.name())))
            .toList();
    return new Plan(
        route,
        left,
        Optional.empty(),
        onPartial,
        caching,
        vary,
        enough.flatMap(group -> group.among(chosen)),
        background,
        form,
        headers);
  }

  /** The same plan for parts that are sent one by one: none goes into others or has headers. */
  public Plan apart() {
    return form.assembly().isEmpty() && headers.rules().isEmpty()
        ? this
        : new Plan(
            route,
            parts,
            transform,
            onPartial,
            caching,
            vary,
            enough,
            background,
            DataForm.SLOTS,
            HeaderRules.NONE);
  }

  /** The index of a part. The configuration guarantees that the part exists. */
  int indexOf(String part) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().equals(part)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such part: " + part);
  }
}
