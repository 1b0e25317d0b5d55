package io.tributary.config.read;

import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.SameName;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Present;
import io.tributary.config.input.Segment;
import io.tributary.config.input.WithoutDelimiters;
import io.tributary.config.yaml.MessageText;
import io.tributary.scope.CacheDirective;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one aggregate. A mistake is reported, and a default takes its place. */
final class AggregateReader {
  private static final Pattern STRICTEST = Pattern.compile("(?i)\\bstrictest\\b");

  private final PartReader partReader;

  AggregateReader(PartReader partReader) {
    this.partReader = partReader;
  }

  /** The aggregate, unless the entry is not a mapping, which is reported. */
  Optional<AggregateConfig> read(ConfigValue.Member entry) {
    RoutePath.mistakeIn(entry.key()).ifPresent(entry.value()::problem);
    return entry.value().section().map(section -> read(entry.key(), section));
  }

  private AggregateConfig read(String path, ObjectReader section) {
    Map<String, InputConfig> inputs =
        InputsReader.read(section.optional("inputs"), RoutePath.parameters(path));
    AggregateMethod method = MethodReader.read(section);
    List<PartConfig> all =
        section.required("parts").map(value -> parts(value, inputs, method)).orElseGet(List::of);
    List<PartConfig> parts = all.stream().filter(part -> !part.background()).toList();
    AggregateConfig aggregate =
        new AggregateConfig(
            path,
            asUsed(inputs.values(), all),
            section.optional("strictQuery").flatMap(ConfigValue::truth).orElse(false),
            parts,
            section.optional("transform").flatMap(AggregateReader::transform),
            section.optional("onPartial").flatMap(AggregateReader::onPartial).orElse(200),
            section
                .optional("cacheControl")
                .flatMap(value -> cacheControl(value, parts, inputs.values())),
            section.optional("enough").flatMap(value -> EnoughReader.read(value, parts)),
            all.stream().filter(PartConfig::background).toList(),
            sameName(section, parts),
            method,
            MethodReader.schema(section, method),
            section
                .optional("headers")
                .map(value -> ResponseHeadersReader.read(value, all))
                .orElseGet(List::of));
    if (aggregate.transform().isPresent()) {
      parts.stream()
          .filter(part -> part.shape().changesMembers() || !part.placement().hasSlot())
          .forEach(
              part ->
                  section.problem(
                      "transform",
                      "makes the response, so "
                          + (part.placement().hasSlot()
                              ? "keep, drop and rename"
                              : "flatten, into and match")
                          + " of the part "
                          + MessageText.plain(part.name())
                          + " have no effect"));
    }
    section.finish();
    return aggregate;
  }

  /** The inputs, with the rules that follow from where the templates of the parts use them. */
  private static List<InputConfig> asUsed(Collection<InputConfig> inputs, List<PartConfig> parts) {
    return inputs.stream().map(input -> asUsed(input, parts)).toList();
  }

  private static InputConfig asUsed(InputConfig input, List<PartConfig> parts) {
    InputConfig used = input;
    if (input.source() != InputConfig.Source.PATH) { // whose values are whole segments
      if (isIn(parts, PathTemplate::pathVariables, input)) {
        used = used.keeping(new Segment());
      } else if (isIn(parts, PathTemplate::neededVariables, input)) {
        used = used.keeping(new Present());
      }
    }
    return isIn(parts, PathTemplate::unencodedVariables, input)
        ? used.keeping(new WithoutDelimiters())
        : used;
  }

  private static boolean isIn(
      List<PartConfig> parts, Function<PathTemplate, Set<String>> variables, InputConfig input) {
    return parts.stream().anyMatch(part -> variables.apply(part.path()).contains(input.name()));
  }

  private List<PartConfig> parts(
      ConfigValue value, Map<String, InputConfig> inputs, AggregateMethod method) {
    Optional<List<ConfigValue.Member>> members = value.members();
    if (members.isPresent() && members.get().isEmpty()) {
      value.problem("an aggregate needs at least one part");
    }
    Set<String> names = new LinkedHashSet<>();
    members.orElseGet(List::of).forEach(member -> names.add(member.key()));
    Map<String, List<String>> needs = new LinkedHashMap<>();
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    List<PartConfig> parts = new ArrayList<>();
    for (ConfigValue.Member member : members.orElseGet(List::of)) {
      Optional<PartConfig> part = partReader.read(member, names, inputs, method);
      part.ifPresent(parts::add);
      needs.put(member.key(), part.map(PartConfig::waitsFor).orElseGet(List::of));
      values.put(member.key(), member.value());
    }
    for (List<String> cycle : Cycles.in(needs)) {
      Optional.ofNullable(values.get(cycle.getFirst()))
          .ifPresent(
              first -> first.problem("parts depend on each other: " + Cycles.spelled(cycle)));
    }
    FallbackReader.check(parts, values);
    BackgroundReader.check(parts, value, values);
    new PlacementRules(parts, values).check();
    return parts;
  }

  private static SameName sameName(ObjectReader section, List<PartConfig> parts) {
    Optional<ConfigValue> value = section.optional("sameName");
    List<String> sharing = PlacementRules.sharingNames(parts);
    if (value.isEmpty() && !sharing.isEmpty()) {
      section.problem(
          "sameName",
          "must be first or last: "
              + MessageText.names(sharing)
              + " can have members with the same name");
    } else if (value.isPresent() && sharing.isEmpty()) {
      section.problem("sameName", "has no effect: no two parts can lift members of the same name");
    }
    return value
        .flatMap(rule -> Choice.of(rule, List.of(SameName.values()), SameName::word))
        .orElse(SameName.FIRST);
  }

  private static Optional<String> transform(ConfigValue value) {
    Optional<String> reference = value.text();
    reference
        .flatMap(value.reading().expressions()::mistakeInTransform)
        .ifPresent(mistake -> value.problem(MessageText.mistake(mistake)));
    return reference;
  }

  private static Optional<Integer> onPartial(ConfigValue value) {
    Optional<Integer> status = value.whole(200, 299);
    if (status.isPresent() && (status.get() == 204 || status.get() == 205)) {
      value.problem("must be a status that allows a body, not " + status.get());
    }
    return status;
  }

  private static Optional<String> cacheControl(
      ConfigValue value, List<PartConfig> parts, Collection<InputConfig> inputs) {
    Optional<String> header = value.text().filter(text -> HeaderRules.checkValue(text, value));
    if (header.isPresent() && header.get().isBlank()) {
      value.problem("must not be empty; leave it out for no-store");
    }
    if (header.filter(text -> STRICTEST.matcher(text).find()).isPresent()
        && !header.get().equals(AggregateConfig.STRICTEST)) {
      value.problem("must be strictest alone, or directives of Cache-Control");
    }
    if (header.filter(AggregateConfig.STRICTEST::equals).isPresent()) {
      parts.stream()
          .filter(PartConfig::callsSeveralTimes)
          .forEach(
              part ->
                  value.problem(
                      "must not be strictest: the part "
                          + MessageText.plain(part.name())
                          + " makes several calls"));
    }
    if (header.filter(AggregateReader::isForSharedCaches).isPresent()) {
      for (PartConfig part : parts) {
        String user = "the part " + MessageText.plain(part.name()) + " forwards ";
        part.forward().forEach(name -> refuseCredential(name, user, value));
      }
      inputs.stream()
          .filter(input -> input.source() == InputConfig.Source.HEADER)
          .forEach(
              input ->
                  refuseCredential(
                      input.key(),
                      "the input " + MessageText.plain(input.name()) + " reads ",
                      value));
    }
    return header;
  }

  /**
   * Whether shared caches may store responses to requests with credentials (RFC 9111, 3.5). {@code
   * private} with names of headers forbids them these headers alone (5.2.2.7).
   */
  private static boolean isForSharedCaches(String cacheControl) {
    List<CacheDirective> directives = CacheDirective.in(cacheControl);
    Set<String> names =
        directives.stream().map(CacheDirective::name).collect(Collectors.toUnmodifiableSet());
    boolean forbidden =
        names.contains("no-store")
            || directives.contains(new CacheDirective("private", Optional.empty()));
    return names.contains("public")
        || names.contains("s-maxage")
        || (names.contains("must-revalidate") && !forbidden);
  }

  /** A shared cache would give the response for one user to another. */
  private static void refuseCredential(String header, String user, ConfigValue cacheControl) {
    if (AggregateConfig.isCredential(header)) {
      cacheControl.problem(
          "must not allow shared caches (public, s-maxage, must-revalidate): "
              + user
              + MessageText.plain(header));
    }
  }
}
